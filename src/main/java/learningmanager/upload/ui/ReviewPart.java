package learningmanager.upload.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import learningmanager.base.ui.Messages;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Notifications;
import learningmanager.base.ui.Numbers;
import learningmanager.invitation.InvitationRequest;
import learningmanager.invitation.InvitationService;
import learningmanager.mail.ui.MailPreview;
import learningmanager.upload.Outlook;
import learningmanager.upload.ProblemCount;
import learningmanager.upload.ReviewFilter;
import learningmanager.upload.ReviewRow;
import learningmanager.upload.Upload;
import learningmanager.upload.UploadSending;
import learningmanager.upload.UploadService;
import learningmanager.upload.csv.Column;

/** Step three: every line of the file, with what is wrong or with what will happen. */
final class ReviewPart extends Div {
    private final transient Upload upload;
    private final transient UploadService uploads;
    private final transient InvitationService invitations;
    private final Runnable changed;

    private final ReviewGrid grid;
    private final Checkbox onlyErrors = new Checkbox(getTranslation("review.only-errors"));
    private final Div chosenKind = new Div();
    private transient Optional<String> kind = Optional.empty();

    ReviewPart(Upload upload, UploadService uploads, InvitationService invitations, Runnable changed) {
        this.upload = upload;
        this.uploads = uploads;
        this.invitations = invitations;
        this.changed = changed;
        this.grid = new ReviewGrid(upload.id(), uploads);

        List<ProblemCount> kinds = uploads.problemsByKind(upload.id());
        if (upload.hasErrors()) {
            add(errorSummary(kinds), errorActions());
        } else {
            add(lastLook(kinds), numbers(uploads.outlook(upload.id())), sendActions());
        }
        chosenKind.addClassName("toolbar");
        chosenKind.setVisible(false);
        add(chosenKind, grid, new ReadAs(upload));
    }

    private Notice errorSummary(List<ProblemCount> kinds) {
        Notice notice = Notice.error(
                getTranslation("review.errors.title", upload.errorCount(), upload.errorRowCount(), upload.rowCount()));
        notice.add(new Paragraph(getTranslation("review.errors.next")), kindsOf(kinds));
        return notice;
    }

    private Notice lastLook(List<ProblemCount> kinds) {
        Notice notice = Notice.success(getTranslation("review.ready.title"), getTranslation("review.ready.text"));
        if (!kinds.isEmpty()) {
            notice.add(new Paragraph(getTranslation("review.warnings", upload.warningCount())), kindsOf(kinds));
        }
        return notice;
    }

    /** Each kind of problem with its count, leading to its rows. */
    private UnorderedList kindsOf(List<ProblemCount> kinds) {
        UnorderedList list = new UnorderedList();
        list.addClassName("kinds");
        for (ProblemCount problem : kinds) {
            String name = getTranslation("problem." + problem.code() + ".kind");
            Button rows = new Button(
                    getTranslation("review.kind", problem.count(), name), click -> showOnly(problem.code(), name));
            rows.addThemeVariants(ButtonVariant.TERTIARY);
            rows.addClassName("kind");
            ListItem item = new ListItem(rows);
            item.addClassName(problem.warning() ? "warning" : "error");
            list.add(item);
        }
        return list;
    }

    private void showOnly(String code, String name) {
        kind = Optional.of(code);
        Button all = new Button(getTranslation("review.show-all"), click -> {
            kind = Optional.empty();
            chosenKind.setVisible(false);
            filter();
        });
        all.addThemeVariants(ButtonVariant.TERTIARY);
        chosenKind.removeAll();
        chosenKind.add(new Paragraph(getTranslation("review.showing-kind", name)), all);
        chosenKind.setVisible(true);
        filter();
        grid.focusFirst();
    }

    private void filter() {
        grid.show(new ReviewFilter(onlyErrors.getValue(), kind));
    }

    private Div errorActions() {
        onlyErrors.addValueChangeListener(change -> filter());
        Div actions =
                new Div(onlyErrors, fileWithErrors(), new ReuploadButton(UploadNavigation.reupload(upload.id()), true));
        actions.addClassName("toolbar");
        return actions;
    }

    private Anchor fileWithErrors() {
        Locale locale = getLocale();
        Anchor download = new Anchor(
                (DownloadHandler) event -> {
                    event.setFileName(nameWithErrors());
                    event.setContentType("text/csv;charset=utf-8");
                    uploads.writeFileWithErrors(
                            upload.id(), event.getOutputStream(), refusal -> Messages.of(locale, refusal));
                },
                getTranslation("review.download-errors"));
        download.addClassName("button-link");
        return download;
    }

    private String nameWithErrors() {
        String name = upload.fileName();
        int dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name) + "-with-errors.csv";
    }

    private Numbers numbers(Outlook outlook) {
        return new Numbers()
                .add(number(outlook.rows()), getTranslation("review.number.rows"))
                .add(number(outlook.invitations()), getTranslation("review.number.invitations"))
                .add(number(outlook.learners()), getTranslation("review.number.learners"))
                .add(number(outlook.emails()), getTranslation("review.number.emails"))
                .add(
                        number(outlook.programs()) + " / " + number(outlook.runs()),
                        getTranslation("review.number.programs"));
    }

    private String number(int value) {
        return getTranslation("number", value);
    }

    private Div sendActions() {
        Button send = new Button(getTranslation("review.send"), click -> sendInvitations());
        send.addThemeVariants(ButtonVariant.PRIMARY);
        send.setDisableOnClick(true);
        send.addClassName("end");
        Button preview = new Button(getTranslation("review.preview"), click -> preview());
        preview.addThemeVariants(ButtonVariant.TERTIARY);
        Div actions = new Div(new ReuploadButton(UploadNavigation.reupload(upload.id()), false), preview, send);
        actions.addClassName("toolbar");
        return actions;
    }

    private void sendInvitations() {
        switch (uploads.sendInvitations(upload.id())) {
            case UploadSending.Sent(int invitationCount, int mails) ->
                Notifications.success(getTranslation("upload.sent.title", invitationCount));
            case UploadSending.ErrorsFound(int errors) ->
                Notifications.error(getTranslation("review.errors-found", errors));
        }
        changed.run();
    }

    /** The mail of the chosen row, or of the first one. */
    private void preview() {
        grid.chosen()
                .or(() -> uploads.rows(upload.id(), ReviewFilter.ALL, 0, 1).stream()
                        .findFirst())
                .flatMap(this::request)
                .flatMap(invitations::preview)
                .ifPresent(mail -> new MailPreview(mail).open());
    }

    private Optional<InvitationRequest> request(ReviewRow row) {
        return row.program()
                .map(program -> new InvitationRequest(
                        program,
                        row.run().map(Set::of).orElse(Set.of()),
                        row.cells().cell(Column.EXTERNAL_LEARNER_ID),
                        row.cells().cell(Column.EMAIL),
                        row.expiresAt()));
    }
}
