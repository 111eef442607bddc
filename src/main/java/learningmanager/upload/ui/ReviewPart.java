package learningmanager.upload.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import learningmanager.base.BusyException;
import learningmanager.base.Parsed;
import learningmanager.base.Parsed.Right;
import learningmanager.base.Parsed.Wrong;
import learningmanager.base.Refusal;
import learningmanager.base.UploadId;
import learningmanager.base.ui.KeyHint;
import learningmanager.base.ui.Messages;
import learningmanager.base.ui.Notifications;
import learningmanager.csv.ui.ReadAs;
import learningmanager.invitation.InvitationService;
import learningmanager.mail.ui.MailPreview;
import learningmanager.upload.Correction;
import learningmanager.upload.DateQuestion;
import learningmanager.upload.DraftEditService;
import learningmanager.upload.ReviewFilter;
import learningmanager.upload.ReviewRow;
import learningmanager.upload.ReviewService;
import learningmanager.upload.Suggested;
import learningmanager.upload.Undone;
import learningmanager.upload.Upload;
import learningmanager.upload.UploadService;
import learningmanager.upload.csv.Column;

/** Step three: every line of the file, with what is wrong and the means to put it right, or with what will happen. */
final class ReviewPart extends Div implements ReviewGrid.Corrections, CurrentProblem.Actions, ListedRows.Suggestions {
    private final transient UploadService uploads;
    private final transient ReviewService review;
    private final transient DraftEditService edits;
    private final transient InvitationService invitations;
    private final transient Runnable send;
    private final transient Runnable checkAgain;
    private final transient Runnable changed;
    private transient Upload upload;

    private final ReviewSummary summary;
    private final Button leaveOutAll =
            new Button(getTranslation("review.leave-out-all"), click -> afterField(this::leaveOutErrors));
    private final Button undo = new Button(getTranslation("review.undo"), click -> afterField(this::undo));
    private final ReviewDownloads downloads;
    private final CurrentProblem current = new CurrentProblem(this);
    private final ReviewGrid grid;
    private final ListedRows listed;
    private final ReviewCursor cursor;
    private final Div actions = new Div();
    private final DraftChange change;
    /** Shows what was kept of a field that the person left; not done at once, as a click on what it draws anew would be lost. */
    private transient Optional<Runnable> toShow = Optional.empty();

    /** Says that something could not be kept, as long as that is so. */
    private transient Optional<Notification> notKept = Optional.empty();

    ReviewPart(
            Upload upload,
            UploadService uploads,
            ReviewService review,
            DraftEditService edits,
            InvitationService invitations,
            Runnable send,
            Runnable checkAgain,
            Runnable changed) {
        this.upload = upload;
        this.uploads = uploads;
        this.review = review;
        this.edits = edits;
        this.invitations = invitations;
        this.send = send;
        this.checkAgain = checkAgain;
        this.changed = changed;
        this.grid = new ReviewGrid(upload.id(), review, this);
        this.listed = new ListedRows(grid, upload, this::followList, this);
        this.cursor = new ReviewCursor(upload.id(), review, grid, listed, current, this::drawAnew);
        this.summary = new ReviewSummary(uploads, review, listed::choose, this::readDates);
        this.downloads = new ReviewDownloads(upload, review);
        this.change = new DraftChange(
                summary,
                actions,
                leaveOutAll,
                undo,
                listed.onlyErrors(),
                listed.search(),
                listed,
                grid.getContent(),
                current);

        undo.setSuffixComponent(new KeyHint("Alt+Z"));
        Button keys = new Button(getTranslation("review.keys"), click -> new ShortcutsDialog().open());
        keys.addThemeVariants(ButtonVariant.TERTIARY);
        keys.setSuffixComponent(new KeyHint("Alt+K"));
        Div tools = new Div(listed.onlyErrors(), listed.search(), leaveOutAll, undo, keys);
        Div files = new Div(actions, downloads);
        files.addClassName("files");
        for (Div bar : new Div[] {files, tools, downloads, actions}) {
            bar.addClassName("toolbar");
        }
        add(summary, files, tools, change, listed, grid, current, new ReadAs(upload.facts()));
        addShortcuts();
        refresh(upload);
    }

    private void addShortcuts() {
        shortcut(() -> cursor.goToProblem(true), Key.F8);
        shortcut(() -> cursor.goToProblem(false), Key.F8, KeyModifier.SHIFT);
        shortcut(this::toggleOnlyErrors, Key.KEY_E, KeyModifier.ALT);
        shortcut(this::reupload, Key.KEY_R, KeyModifier.ALT);
        shortcut(this::askToSend, Key.KEY_S, KeyModifier.ALT);
        shortcut(() -> new ShortcutsDialog().open(), Key.KEY_K, KeyModifier.ALT);
        shortcut(
                () -> cursor.onListed(() -> unless(current.useSuggestion(), getTranslation("review.no-suggestion"))),
                Key.KEY_U,
                KeyModifier.ALT);
        shortcut(() -> unless(current.fixAll(), getTranslation("review.no-fix-all")), Key.KEY_A, KeyModifier.ALT);
        shortcut(
                () -> cursor.onListed(() -> unless(current.leaveOut(), getTranslation("review.no-row"))),
                Key.KEY_L,
                KeyModifier.ALT);
        shortcut(this::undo, Key.KEY_Z, KeyModifier.ALT);
    }

    /** A command that there is nothing for says so. */
    private void unless(boolean done, String why) {
        if (!done) {
            cursor.tell(why);
        }
    }

    private void shortcut(SerializableRunnable action, Key key, KeyModifier... modifiers) {
        Shortcuts.addShortcutListener(this, () -> afterField(action), key, modifiers);
    }

    /** Also for buttons: the field that a cell is edited in may be open where it was scrolled away. */
    private void afterField(SerializableRunnable action) {
        grid.closeField(() -> {
            showKept();
            action.run();
        });
    }

    @Override
    public void chosen(ReviewRow row) {
        cursor.goTo(row, cursor.at().column());
    }

    @Override
    public void rested(ReviewRow row, Column column) {
        cursor.rest(row, column);
    }

    private void followList() {
        cursor.followList();
    }

    private void toggleOnlyErrors() {
        if (upload.hasErrors()) {
            cursor.toggleOnlyErrors();
        }
    }

    /** Shows what the draft is now; the keyboard stays where it is. */
    void refresh(Upload now) {
        upload = now;
        int leftOut = review.countLeftOut(upload.id());
        boolean undoable = edits.undoable(upload.id()) > 0;
        summary.refresh(upload, leftOut);
        current.know(upload.hasErrors() || upload.warningCount() > 0);
        leaveOutAll.setVisible(upload.hasErrors());
        undo.setVisible(undoable);
        listed.refresh(upload);
        downloads.refresh(upload, undoable, leftOut > 0);
        showActions();
    }

    /** The line that the person is writing in, if any. */
    Optional<Integer> lineWrittenIn() {
        return grid.edited()
                .flatMap(cell -> review.row(upload.id(), cell.rowNo()))
                .map(row -> row.cells().line());
    }

    private void showActions() {
        actions.removeAll();
        actions.add(new ReuploadButton(ui -> afterField(this::reupload), upload.hasErrors()));
        if (upload.hasErrors()) {
            Button again = new Button(getTranslation("review.check-again"), click -> afterField(checkAgain::run));
            again.setDisableOnClick(true);
            actions.add(again);
        }
        Button preview = new Button(getTranslation("review.preview"), click -> cursor.onCell(this::preview));
        preview.addThemeVariants(ButtonVariant.TERTIARY);
        actions.add(preview);
        if (canBeSent()) {
            Button sending = new Button(getTranslation("review.send"), click -> afterField(send::run));
            sending.addThemeVariants(ButtonVariant.PRIMARY);
            sending.setDisableOnClick(true);
            sending.addClassName("end");
            sending.setSuffixComponent(new KeyHint("Alt+S"));
            actions.add(sending);
        }
    }

    private boolean canBeSent() {
        return !upload.hasErrors() && review.countLeftOut(upload.id()) < upload.rowCount();
    }

    @Override
    public void keep(ReviewRow row, Column column, String text, boolean all) {
        if (change.isUnderWay()) {
            return;
        }
        fieldIsClosed();
        String seen = row.cells().cell(column);
        if (text.equals(seen)) {
            review.row(upload.id(), row.cells().rowNumber()).ifPresent(now -> cursor.show(now, column, ""));
            return;
        }
        int same = all && !row.problemsOf(column).isEmpty() ? edits.countSame(upload.id(), column, seen) : 0;
        if (same > 0) {
            fixAll(new CurrentProblem.Fix(column, seen, text, same), refusal -> notKept(row, column, text, refusal));
            return;
        }
        cursor.goTo(row, column);
        switch (correct(row, column, text)) {
            case Right<Correction>(Correction correction) -> {
                cursor.show(correction.row(), column, "");
                offer(correction, column, text);
            }
            case Wrong<Correction>(Refusal refusal) -> notKept(row, column, text, refusal);
        }
    }

    private Parsed<Correction> correct(ReviewRow row, Column column, String text) {
        return unlessBusy(() -> edits.correct(
                upload.id(), row.cells().rowNumber(), column, row.cells().cell(column), text));
    }

    private static <T> Parsed<T> unlessBusy(Supplier<Parsed<T>> edit) {
        try {
            return edit.get();
        } catch (BusyException checkedOrSent) {
            return Parsed.wrong("draft.busy");
        }
    }

    /** What was typed stays in its field, and the person is brought back to it. */
    private void notKept(ReviewRow row, Column column, String text, Refusal refusal) {
        notKept = Optional.of(Notifications.error(Messages.of(this, refusal)));
        cursor.goTo(row, column);
        if (!cursor.isListed()) {
            // As it was put right or left out in another window.
            listed.showAll();
        }
        Optional<ReviewRow> toldOf = refusal.code().equals(DraftEditService.CHANGED_MEANWHILE)
                ? review.row(upload.id(), row.cells().rowNumber())
                : Optional.empty();
        grid.openAgain(toldOf.orElse(row), column, text);
        // One that was pressed does not answer any more.
        showActions();
    }

    @Override
    public void left(ReviewRow row, Column column, String text, Optional<ReviewGrid.Cell> to) {
        fieldIsClosed();
        ReviewGrid.Cell here = new ReviewGrid.Cell(row.cells().rowNumber(), column);
        // Where the field was scrolled away, the person may have gone elsewhere before.
        Optional<ReviewGrid.Cell> gone =
                to.or(() -> Optional.of(cursor.at()).filter(cell -> cell.rowNo() > 0 && !cell.equals(here)));
        cursor.goTo(row, column);
        gone.ifPresent(cursor::moveTo);
        toShow = Optional.of(cursor::follow);
        if (!row.cells().cell(column).equals(text)) {
            switch (correct(row, column, text)) {
                case Right<Correction>(Correction correction) ->
                    toShow = Optional.of(() -> showLeft(correction, column, text, gone));
                case Wrong<Correction>(Refusal refusal) -> notKept(row, column, text, refusal);
            }
        }
        getUI().ifPresent(ui -> ui.beforeClientResponse(this, answering -> showKept()));
    }

    private void fieldIsClosed() {
        notKept.ifPresent(Notification::close);
        notKept = Optional.empty();
    }

    private void drawAnew() {
        toShow = Optional.empty();
        changed.run();
    }

    private void showKept() {
        Optional<Runnable> kept = toShow;
        toShow = Optional.empty();
        kept.ifPresent(Runnable::run);
    }

    private void showLeft(Correction correction, Column column, String text, Optional<ReviewGrid.Cell> to) {
        boolean allRows = grid.listing().filter().equals(ReviewFilter.ALL);
        changed.run();
        if (to.isEmpty()) {
            current.announce(correction.row(), column, listed.takeDone());
        } else if (allRows) {
            cursor.follow();
        } else {
            // The row of the cell that was gone to may stand elsewhere since, or be listed no longer.
            cursor.place("");
        }
        offer(correction, column, text);
    }

    private void offer(Correction correction, Column column, String text) {
        if (correction.same() > 0 && correction.row().problemsOf(column).isEmpty()) {
            current.offer(new CurrentProblem.Fix(column, correction.before(), text, correction.same()));
        }
    }

    @Override
    public void givenUp(ReviewRow row, Column column) {
        fieldIsClosed();
        cursor.show(row, column, "");
    }

    @Override
    public void use(ReviewRow row, Column column, String suggestion) {
        keep(row, column, suggestion, false);
    }

    @Override
    public void fixAll(CurrentProblem.Fix fix) {
        fixAll(fix, refusal -> {
            Notifications.error(Messages.of(this, refusal));
            cursor.stay();
        });
    }

    private void fixAll(CurrentProblem.Fix fix, Consumer<Refusal> refused) {
        UploadId id = upload.id();
        change.make(
                fix.same(),
                getTranslation("review.fixing", fix.same()),
                () -> unlessBusy(() -> edits.correctAll(id, fix.column(), fix.wrong(), fix.text())),
                outcome -> {
                    outcome.whyNot().ifPresent(refused);
                    outcome.toOptional().ifPresent(rows -> cursor.showAgain(getTranslation("review.fixed-all", rows)));
                },
                cursor::stay);
    }

    @Override
    public Optional<Suggested> first(String kind) {
        return edits.suggested(upload.id(), kind);
    }

    @Override
    public void useAll(String kind) {
        UploadId id = upload.id();
        // What was typed before may have been the last of them.
        afterField(() -> edits.suggested(id, kind)
                .ifPresent(first -> change.make(
                        grid.listing().size(),
                        getTranslation("review.using-suggestions"),
                        () -> edits.useSuggestions(id, kind),
                        rows -> cursor.showAgain(getTranslation("review.fixed-all", rows)),
                        cursor::stay)));
    }

    @Override
    public void leaveOut(ReviewRow row) {
        if (!change.isUnderWay()) {
            edits.leaveOut(upload.id(), row.cells().rowNumber());
            cursor.showAgain(getTranslation("review.left-out-row", row.cells().line()));
        }
    }

    @Override
    public void putBack(ReviewRow row) {
        if (!change.isUnderWay()) {
            edits.putBack(upload.id(), row.cells().rowNumber());
            cursor.showAgain(getTranslation("review.put-back-row", row.cells().line()));
        }
    }

    private void leaveOutErrors() {
        UploadId id = upload.id();
        change.make(
                upload.errorRowCount(),
                getTranslation("review.leaving-out", upload.errorRowCount()),
                () -> edits.leaveOutErrors(id),
                rows -> cursor.showAgain(getTranslation("review.left-out-rows", rows)),
                cursor::stay);
    }

    private void readDates(DateQuestion question, DateQuestion.Order order) {
        UploadId id = upload.id();
        change.make(
                question.rows(),
                getTranslation("review.fixing", question.rows()),
                () -> edits.readDates(id, order),
                rows -> cursor.showAgain(getTranslation("review.fixed-all", rows)),
                cursor::stay);
    }

    private void undo() {
        UploadId id = upload.id();
        int rows = edits.undoable(id);
        if (rows == 0) {
            cursor.tell(getTranslation("review.no-undo"));
            return;
        }
        change.make(
                rows, getTranslation("review.undoing", rows), () -> edits.undo(id), this::shownUndone, cursor::stay);
    }

    private void shownUndone(Optional<Undone> undone) {
        undone.ifPresent(put ->
                cursor.show(put.row(), put.column().orElse(cursor.at().column()), getTranslation("review.undone")));
    }

    private void reupload() {
        getUI().ifPresent(ui -> UploadNavigation.reupload(ui, upload.id()));
    }

    private void askToSend() {
        if (change.isUnderWay()) {
            return;
        }
        if (upload.hasErrors()) {
            current.tell(getTranslation("review.errors.first", upload.errorCount()));
            return;
        }
        if (!canBeSent()) {
            current.tell(getTranslation("review.nothing"));
            return;
        }
        ConfirmDialog ask = new ConfirmDialog();
        ask.setHeader(summary.invitations()
                .map(count -> getTranslation("review.send.ask", count))
                .orElseGet(() -> getTranslation("review.send.ask-uncounted")));
        int leftOut = review.countLeftOut(upload.id());
        ask.setText(
                leftOut > 0
                        ? getTranslation("review.left-out", leftOut) + ". " + getTranslation("review.ready.text")
                        : getTranslation("review.ready.text"));
        ask.setConfirmText(getTranslation("review.send"));
        ask.setCancelable(true);
        ask.setCancelText(getTranslation("review.send.not-yet"));
        ask.addConfirmListener(confirmed -> send.run());
        ask.open();
    }

    /** The mail of the learner whose row the person was on last, or of the first one. */
    private void preview() {
        review.invitationOf(upload.id(), cursor.rowGoneTo())
                .flatMap(invitations::preview)
                .ifPresentOrElse(
                        mail -> new MailPreview(mail).open(),
                        () -> Notifications.error(getTranslation("review.preview.none")));
    }
}
