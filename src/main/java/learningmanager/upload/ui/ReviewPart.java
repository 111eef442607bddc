package learningmanager.upload.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
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
import learningmanager.upload.ReviewFilter;
import learningmanager.upload.ReviewRow;
import learningmanager.upload.ReviewService;
import learningmanager.upload.Undone;
import learningmanager.upload.Upload;
import learningmanager.upload.UploadService;
import learningmanager.upload.csv.Column;

/** Step three: every line of the file, with what is wrong and the means to put it right, or with what will happen. */
final class ReviewPart extends Div implements ReviewGrid.Corrections, CurrentProblem.Actions {
    private final transient UploadService uploads;
    private final transient ReviewService review;
    private final transient InvitationService invitations;
    private final transient Runnable send;
    private final transient Runnable checkAgain;
    private final transient Runnable changed;
    private transient Upload upload;

    private final ReviewSummary summary;
    private final Checkbox onlyErrors = new Checkbox(getTranslation("review.only-errors"));
    private final TextField search = new TextField();
    private final Button leaveOutAll = new Button(getTranslation("review.leave-out-all"), click -> leaveOutErrors());
    private final Button undo = new Button(getTranslation("review.undo"), click -> undo());
    private final Div downloads = new Div();
    private final Div chosenRows = new Div();
    private final CurrentProblem current = new CurrentProblem(this);
    private final ReviewGrid grid;
    private final Div actions = new Div();
    private final DraftChange change;
    /** The cell that a row was changed in which is no longer listed: the next problem is the one after it. */
    private transient Optional<ReviewGrid.Cell> left = Optional.empty();

    private transient ReviewGrid.Cell cursor = new ReviewGrid.Cell(0, Column.EXTERNAL_LEARNER_ID);

    ReviewPart(
            Upload upload,
            UploadService uploads,
            ReviewService review,
            InvitationService invitations,
            Runnable send,
            Runnable checkAgain,
            Runnable changed) {
        this.upload = upload;
        this.uploads = uploads;
        this.review = review;
        this.invitations = invitations;
        this.send = send;
        this.checkAgain = checkAgain;
        this.changed = changed;
        this.summary = new ReviewSummary(uploads, review, this::show, this::readDates);
        this.grid = new ReviewGrid(upload.id(), review, this);
        this.change = new DraftChange(summary, actions, leaveOutAll, undo, grid.getContent(), current);

        onlyErrors.addValueChangeListener(change -> show(change.getValue() ? ReviewFilter.ERRORS : ReviewFilter.ALL));
        search.setPlaceholder(getTranslation("review.search"));
        search.setAriaLabel(getTranslation("review.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> search(change.getValue()));
        undo.setSuffixComponent(new KeyHint("Alt+Z"));
        Button keys = new Button(getTranslation("review.keys"), click -> new ShortcutsDialog().open());
        keys.addThemeVariants(ButtonVariant.TERTIARY);
        keys.setSuffixComponent(new KeyHint("Alt+K"));
        Div tools = new Div(onlyErrors, search, leaveOutAll, undo, keys);
        Div files = new Div(actions, downloads);
        files.addClassName("files");
        for (Div bar : new Div[] {files, tools, downloads, chosenRows, actions}) {
            bar.addClassName("toolbar");
        }
        add(summary, files, tools, change, chosenRows, grid, current, new ReadAs(upload.facts()));
        addShortcuts();
        refresh(upload);
    }

    private void addShortcuts() {
        shortcut(() -> goToProblem(true), Key.F8);
        shortcut(() -> goToProblem(false), Key.F8, KeyModifier.SHIFT);
        shortcut(this::toggleOnlyErrors, Key.KEY_E, KeyModifier.ALT);
        shortcut(this::reupload, Key.KEY_R, KeyModifier.ALT);
        shortcut(this::askToSend, Key.KEY_S, KeyModifier.ALT);
        shortcut(() -> new ShortcutsDialog().open(), Key.KEY_K, KeyModifier.ALT);
        shortcut(() -> onCell(current::useSuggestion), Key.KEY_U, KeyModifier.ALT);
        shortcut(current::fixAll, Key.KEY_A, KeyModifier.ALT);
        shortcut(() -> onCell(current::leaveOut), Key.KEY_L, KeyModifier.ALT);
        shortcut(this::undo, Key.KEY_Z, KeyModifier.ALT);
    }

    private void shortcut(SerializableRunnable action, Key key, KeyModifier... modifiers) {
        Shortcuts.addShortcutListener(this, action::run, key, modifiers);
    }

    /** Whatever the cell is that the person sees the keyboard on, that is the one it is done to. */
    private void onCell(SerializableRunnable action) {
        grid.whenChosen(chosen -> {
            chosen.filter(cell -> !cell.equals(cursor))
                    .ifPresent(
                            cell -> review.row(upload.id(), cell.rowNo()).ifPresent(row -> rested(row, cell.column())));
            action.run();
        });
    }

    @Override
    public void rested(ReviewRow row, Column column) {
        cursor = new ReviewGrid.Cell(row.cells().rowNumber(), column);
        left = Optional.empty();
        current.follow(row, column);
    }

    /** The keyboard stays on its line, or goes to the next one with an error. */
    private void toggleOnlyErrors() {
        if (!onlyErrors.isVisible()) {
            return;
        }
        grid.whenChosen(chosen -> {
            cursor = chosen.orElse(cursor);
            // Asked first: a cell that is no longer listed loses the keyboard.
            grid.whetherItHasTheKeyboard(has -> {
                onlyErrors.setValue(!onlyErrors.getValue());
                if (has) {
                    stay();
                }
            });
        });
    }

    private void stay() {
        review.placeFrom(upload.id(), grid.listing(), cursor.rowNo())
                .ifPresent(index -> grid.focus(index, cursor.column()));
    }

    /** Shows what the draft is now; the keyboard stays where it is. */
    void refresh(Upload now) {
        upload = now;
        summary.refresh(upload);
        onlyErrors.setVisible(upload.hasErrors());
        leaveOutAll.setVisible(upload.hasErrors());
        undo.setVisible(review.undoable(upload.id()) > 0);
        if (!upload.hasErrors() && grid.listing().filter().equals(ReviewFilter.ERRORS)) {
            onlyErrors.setValue(false);
        }
        grid.refresh();
        showDownloads();
        showActions();
    }

    private void showDownloads() {
        Locale locale = getLocale();
        downloads.removeAll();
        if (upload.hasErrors()) {
            downloads.add(new ReviewDownload(
                    getTranslation("review.download-errors"),
                    upload,
                    "-with-errors",
                    out -> review.writeFileWithErrors(upload.id(), out, refusal -> Messages.of(locale, refusal))));
        }
        if (undo.isVisible()) {
            downloads.add(new ReviewDownload(
                    getTranslation("review.download-corrected"),
                    upload,
                    "-corrected",
                    out -> review.writeCorrectedFile(upload.id(), out)));
        }
        if (review.countLeftOut(upload.id()) > 0) {
            downloads.add(new ReviewDownload(
                    getTranslation("review.download-left-out"),
                    upload,
                    "-left-out",
                    out -> review.writeLeftOutRows(upload.id(), out, refusal -> Messages.of(locale, refusal))));
        }
    }

    private void showActions() {
        actions.removeAll();
        Button reupload = new ReuploadButton(ui -> UploadNavigation.reupload(ui, upload.id()), upload.hasErrors());
        reupload.setSuffixComponent(new KeyHint("Alt+R"));
        actions.add(reupload);
        if (upload.hasErrors()) {
            Button again = new Button(getTranslation("review.check-again"), click -> checkAgain.run());
            again.setDisableOnClick(true);
            actions.add(again);
        }
        if (canBeSent()) {
            Button preview = new Button(getTranslation("review.preview"), click -> preview());
            preview.addThemeVariants(ButtonVariant.TERTIARY);
            Button sending = new Button(getTranslation("review.send"), click -> send.run());
            sending.addThemeVariants(ButtonVariant.PRIMARY);
            sending.setDisableOnClick(true);
            sending.addClassName("end");
            sending.setSuffixComponent(new KeyHint("Alt+S"));
            actions.add(preview, sending);
        }
    }

    private boolean canBeSent() {
        return !upload.hasErrors() && review.countLeftOut(upload.id()) < upload.rowCount();
    }

    private void show(ReviewFilter filter) {
        grid.show(filter);
        chosenRows.removeAll();
        switch (filter) {
            case ReviewFilter.Kind(String code) ->
                chosen(getTranslation("review.showing-kind", getTranslation("problem." + code + ".kind")));
            case ReviewFilter.LeftOut() -> chosen(getTranslation("review.showing-left-out"));
            case ReviewFilter.Search search ->
                chosen(
                        grid.listing().more()
                                ? getTranslation(
                                        "review.found-more", grid.listing().size())
                                : getTranslation("review.found", grid.listing().size()));
            case ReviewFilter.All all -> chosenRows.setVisible(false);
            case ReviewFilter.Errors errors -> chosenRows.setVisible(false);
        }
    }

    private void chosen(String text) {
        Button all = new Button(getTranslation("review.show-all"), click -> {
            search.clear();
            onlyErrors.setValue(false);
            show(ReviewFilter.ALL);
        });
        all.addThemeVariants(ButtonVariant.TERTIARY);
        chosenRows.add(new Paragraph(text), all);
        chosenRows.setVisible(true);
    }

    private void search(String text) {
        if (!text.isBlank()) {
            show(new ReviewFilter.Search(text));
        } else {
            show(onlyErrors.getValue() ? ReviewFilter.ERRORS : ReviewFilter.ALL);
        }
    }

    private void goToProblem(boolean forward) {
        grid.whenChosen(chosen -> {
            cursor = chosen.or(() -> left).orElse(cursor);
            left = Optional.empty();
            review.nextProblem(upload.id(), grid.listing(), cursor.rowNo(), Optional.of(cursor.column()), forward)
                    .ifPresentOrElse(
                            place -> {
                                if (place.index() < 0) {
                                    search.clear();
                                    show(ReviewFilter.ALL);
                                }
                                cursor = new ReviewGrid.Cell(place.row().cells().rowNumber(), place.column());
                                int index = place.index() < 0 ? cursor.rowNo() - 1 : place.index();
                                grid.focus(index, place.column());
                                current.announce(
                                        place.row(),
                                        place.column(),
                                        place.wrapped() ? getTranslation("review.wrapped") : "");
                            },
                            () -> current.tell(getTranslation("review.no-problems")));
        });
    }

    @Override
    public void keep(ReviewRow row, Column column, String text, boolean all) {
        if (change.isUnderWay()) {
            return;
        }
        String old = row.cells().cell(column);
        if (all && !row.problemsOf(column).isEmpty()) {
            fixAll(new CurrentProblem.Fix(column, old, text, review.countSame(upload.id(), column, old)));
            return;
        }
        int rowNo = row.cells().rowNumber();
        switch (review.correct(upload.id(), rowNo, column, text)) {
            case Right<Correction>(Correction correction) -> {
                shown(correction.row(), column, "");
                if (correction.same() > 0 && correction.row().problemsOf(column).isEmpty()) {
                    current.offer(new CurrentProblem.Fix(column, old, text, correction.same()));
                }
            }
            case Wrong<Correction>(Refusal refusal) -> {
                Notifications.error(Messages.of(this, refusal));
                shown(row, column, "");
            }
        }
    }

    @Override
    public void givenUp(ReviewRow row, Column column) {
        shown(row, column, "");
    }

    @Override
    public void use(ReviewRow row, Column column, String suggestion) {
        keep(row, column, suggestion, false);
    }

    @Override
    public void fixAll(CurrentProblem.Fix fix) {
        UploadId id = upload.id();
        change.make(
                fix.same(),
                getTranslation("review.fixing", fix.same()),
                () -> review.correctAll(id, fix.column(), fix.wrong(), fix.text()),
                this::fixed,
                this::stay);
    }

    private void fixed(Parsed<Integer> outcome) {
        switch (outcome) {
            case Right<Integer>(Integer rows) -> shownAgain(getTranslation("review.fixed-all", rows));
            case Wrong<Integer>(Refusal refusal) -> Notifications.error(Messages.of(this, refusal));
        }
    }

    @Override
    public void leaveOut(ReviewRow row) {
        if (!change.isUnderWay()) {
            review.leaveOut(upload.id(), row.cells().rowNumber());
            shownAgain(getTranslation("review.left-out-row", row.cells().line()));
        }
    }

    @Override
    public void putBack(ReviewRow row) {
        if (!change.isUnderWay()) {
            review.putBack(upload.id(), row.cells().rowNumber());
            shownAgain(getTranslation("review.put-back-row", row.cells().line()));
        }
    }

    private void leaveOutErrors() {
        UploadId id = upload.id();
        change.make(
                upload.errorRowCount(),
                getTranslation("review.leaving-out", upload.errorRowCount()),
                () -> review.leaveOutErrors(id),
                rows -> shownAgain(getTranslation("review.left-out-rows", rows)),
                this::stay);
    }

    private void readDates(DateQuestion question, DateQuestion.Order order) {
        UploadId id = upload.id();
        change.make(
                question.rows(),
                getTranslation("review.fixing", question.rows()),
                () -> review.readDates(id, order),
                rows -> shownAgain(getTranslation("review.fixed-all", rows)),
                this::stay);
    }

    private void undo() {
        UploadId id = upload.id();
        int rows = review.undoable(id);
        change.make(rows, getTranslation("review.undoing", rows), () -> review.undo(id), this::shownUndone, this::stay);
    }

    private void shownUndone(Optional<Undone> undone) {
        undone.ifPresent(
                put -> shown(put.row(), put.column().orElse(cursor.column()), getTranslation("review.undone")));
    }

    /** After a change that the cursor's row may be a part of. */
    private void shownAgain(String said) {
        review.row(upload.id(), Math.max(1, cursor.rowNo())).ifPresent(row -> shown(row, cursor.column(), said));
    }

    /** Shows the draft after a change, with the keyboard on this cell, or on the row that took the place of one no longer listed. */
    private void shown(ReviewRow row, Column column, String said) {
        cursor = new ReviewGrid.Cell(row.cells().rowNumber(), column);
        left = Optional.empty();
        changed.run();
        review.indexOf(upload.id(), grid.listing(), cursor.rowNo())
                .ifPresentOrElse(
                        at -> {
                            grid.focus(at, column);
                            current.announce(row, column, said);
                        },
                        () -> grid.rowHere()
                                .ifPresentOrElse(
                                        next -> goOn(next, said.isEmpty() ? current.told(row, column) : said),
                                        () -> current.announce(row, column, said)));
    }

    /** To the row that took the place of the cursor's, so that keyboard and panel are about the same. */
    private void goOn(ReviewRow next, String said) {
        left = Optional.of(cursor);
        Column column = next.problems().stream()
                .flatMap(problem -> problem.column().stream())
                .min(Comparator.naturalOrder())
                .orElse(cursor.column());
        cursor = new ReviewGrid.Cell(next.cells().rowNumber(), column);
        grid.focusHere(column);
        current.announce(next, column, said);
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

    /** The mail of the chosen row's learner, or of the first one. */
    private void preview() {
        review.invitationOf(upload.id(), grid.chosen().map(row -> row.cells().rowNumber()))
                .flatMap(invitations::preview)
                .ifPresentOrElse(
                        mail -> new MailPreview(mail).open(),
                        () -> Notifications.error(getTranslation("review.preview.none")));
    }
}
