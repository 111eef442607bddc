package learningmanager.invitation.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.Map;
import learningmanager.base.NotFoundException;
import learningmanager.base.ProgramId;
import learningmanager.base.Refusal;
import learningmanager.base.ui.CopyLink;
import learningmanager.base.ui.Crumb;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.OnceButton;
import learningmanager.base.ui.Page;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.InviteField;
import learningmanager.invitation.Sending;
import learningmanager.mail.ui.MailPreview;
import learningmanager.program.ProgramService;
import learningmanager.program.ui.NoPrograms;
import learningmanager.security.ForManagers;
import learningmanager.security.Permissions;
import learningmanager.security.Reach;
import learningmanager.upload.ui.UploadNavigation;

/** Invites one learner; leads on to inviting many. */
@Route(InvitationNavigation.INVITE)
@PermitAll
@ForManagers
class InviteView extends Page implements BeforeEnterObserver {
    private final transient ProgramService programs;
    private final transient InvitationService invitations;
    private final transient Permissions permissions;

    private final InviteForm form;
    private final Button send = new OnceButton(getTranslation("invite.form.send"), this::send);
    private final Div told = new Div();

    InviteView(ProgramService programs, InvitationService invitations, Permissions permissions, Clock clock) {
        this.programs = programs;
        this.invitations = invitations;
        this.permissions = permissions;
        trail(
                Crumb.to(getTranslation("menu.invite"), InvitationNavigation.CHOICE),
                Crumb.of(getTranslation("invite.one.title")));
        heading(getTranslation("invite.choice.invite"));
        lead(getTranslation("invite.lead"));

        form = new InviteForm(programs.offered(), programs.usualEmailDomains(), clock, invitations::held);
        send.addThemeVariants(ButtonVariant.PRIMARY);
        send.addClickShortcut(Key.ENTER).listenOn(form.textFields()).resetFocusOnActiveElement();
        Button preview = new Button(getTranslation("invite.form.preview"), click -> preview());
        preview.addThemeVariants(ButtonVariant.TERTIARY);
        Div toolbar = new Div(send, preview);
        toolbar.addClassName("toolbar");
        told.addClassName("told");

        Button begin = new Button(
                getTranslation("invite.bulk.begin"), click -> UI.getCurrent().navigate(UploadNavigation.begin()));
        Paragraph bulk = new Paragraph(getTranslation("invite.bulk.text"));
        bulk.addClassName("soft");
        add(
                new H2(getTranslation("invite.one.title")),
                form,
                toolbar,
                told,
                new Hr(),
                new H2(getTranslation("invite.bulk.title")),
                bulk,
                begin);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Reach reach = permissions.reach();
        if (!reach.managesLearners()) {
            throw new NotFoundException("nothing to invite to");
        }
        if (programs.managed().isEmpty()) {
            getChildren().skip(1).toList().forEach(this::remove);
            add(NoPrograms.told(this, reach));
            return;
        }
        QueryParameters wanted = event.getLocation().getQueryParameters();
        for (ProgramId program : InvitationNavigation.program(wanted)) {
            form.fill(
                    programs.managed(program),
                    InvitationNavigation.runs(wanted),
                    InvitationNavigation.learner(wanted),
                    InvitationNavigation.email(wanted));
        }
    }

    @Override
    protected void changedForWhoLooks() {
        form.offer(programs.offered());
    }

    private void send() {
        told.removeAll();
        form.request().map(invitations::send).ifPresent(this::tell);
    }

    private void tell(Sending outcome) {
        switch (outcome) {
            case Sending.Refused(var problems) -> form.refuse(problems);
            case Sending.Sent sent -> {
                Notice notice = Notice.success(
                        getTranslation(
                                "invite.sent",
                                sent.learner().text(),
                                sent.email().text()),
                        getTranslation("invite.sent.text"));
                sent.link()
                        .ifPresent(link -> notice.add(
                                new Paragraph(getTranslation("invite.sent.link-text")),
                                new CopyLink(getTranslation("invite.link"), link)));
                told.add(notice);
                form.next();
            }
        }
    }

    private void preview() {
        form.request().ifPresent(request -> {
            Map<InviteField, Refusal> problems = invitations.problems(request);
            form.refuse(problems);
            if (problems.isEmpty()) {
                invitations.preview(request).map(MailPreview::new).ifPresent(MailPreview::open);
            }
        });
    }
}
