package learningmanager.home.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import learningmanager.admin.OrganisationService;
import learningmanager.admin.PeopleService;
import learningmanager.admin.ui.AdministrationNavigation;
import learningmanager.base.ProgramId;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Page;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.NewLinkRequest;
import learningmanager.invitation.SentInvitationService;
import learningmanager.invitation.ui.InvitationNavigation;
import learningmanager.learner.LearnerService;
import learningmanager.learner.ui.MyLearningNavigation;
import learningmanager.mail.MailServerState;
import learningmanager.mail.ui.MailsWait;
import learningmanager.program.CourseCreatorService;
import learningmanager.program.Organisation;
import learningmanager.program.ProgramService;
import learningmanager.program.ui.CourseCreatorNavigation;
import learningmanager.program.ui.ProgramNavigation;
import learningmanager.security.ForHome;
import learningmanager.security.Permission;
import learningmanager.security.Permissions;
import learningmanager.security.Reach;
import learningmanager.upload.UploadService;
import learningmanager.upload.ui.UploadsWaiting;

/**
 * Home: the programs that I manage, what waits for me, and what else is mine. Who has one thing to see to starts from that, and who has
 * no permission from "My learning".
 */
@Route("")
@Menu(title = "menu.home", order = 0)
@PermitAll
@ForHome
class HomeView extends Page implements BeforeEnterObserver {
    private final transient ProgramService programs;
    private final transient InvitationService invitations;
    private final transient SentInvitationService sentInvitations;
    private final transient UploadService uploads;
    private final transient Permissions permissions;

    private final Div toolbar = new Div();
    private final MailsWait mailsWait;
    private final Div undelivered = new Div();
    private final Div uploadsWaiting = new Div();
    private final Div requests = new Div();
    private final ManagedPrograms managed;
    private final OtherPlaces others;

    HomeView(
            ProgramService programs,
            CourseCreatorService courses,
            LearnerService learners,
            InvitationService invitations,
            SentInvitationService sentInvitations,
            UploadService uploads,
            OrganisationService organisations,
            PeopleService people,
            Permissions permissions,
            MailServerState mailServer) {
        this.programs = programs;
        this.invitations = invitations;
        this.sentInvitations = sentInvitations;
        this.uploads = uploads;
        this.permissions = permissions;
        mailsWait = new MailsWait(mailServer);
        heading(getTranslation("home.title"));

        Button invite = new Button(
                getTranslation("home.invite"), click -> UI.getCurrent().navigate(InvitationNavigation.CHOICE));
        invite.addThemeVariants(ButtonVariant.PRIMARY);
        toolbar.add(invite);
        toolbar.addClassName("toolbar");
        managed = new ManagedPrograms(programs, learners, sentInvitations);
        others = new OtherPlaces(courses, organisations, people, learners);
        add(toolbar, mailsWait, undelivered, uploadsWaiting, requests, managed, others);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Reach reach = permissions.reach();
        if (!reach.hasHome()) {
            event.forwardTo(placeOf(reach));
            return;
        }
        show(reach);
    }

    @Override
    protected void changedForWhoLooks() {
        show(permissions.reach());
    }

    private void show(Reach reach) {
        boolean manages = reach.managesLearners();
        mailsWait.show(() -> manages && sentInvitations.anyMailWaits());
        toolbar.setVisible(manages);
        managed.setVisible(manages);
        if (manages) {
            lead(programs.managedOrganisations().stream()
                    .map(Organisation::name)
                    .collect(Collectors.joining(", ")));
            showUndelivered();
            showUploadsWaiting();
            showRequests();
            managed.show(reach);
        }
        others.show(reach);
    }

    /** Of somebody without a home page. */
    private static String placeOf(Reach reach) {
        if (reach.holds(Permission.COURSE_CREATOR)) {
            return CourseCreatorNavigation.courseCreator();
        }
        return reach.holds(Permission.PLATFORM_ADMINISTRATOR)
                ? AdministrationNavigation.ADMINISTRATION
                : MyLearningNavigation.MY_LEARNING;
    }

    private void showUploadsWaiting() {
        uploadsWaiting.removeAll();
        uploadsWaiting.add(UploadsWaiting.latest(uploads, this::uploadDiscarded));
    }

    /** What was pressed is gone. */
    private void uploadDiscarded() {
        showUploadsWaiting();
        focusHeading();
    }

    private void showUndelivered() {
        undelivered.removeAll();
        Map<ProgramId, Integer> counts = sentInvitations.undelivered();
        if (counts.isEmpty()) {
            return;
        }
        UnorderedList list = new UnorderedList();
        programs.managed().stream()
                .filter(program -> counts.containsKey(program.id()))
                .map(program -> new ListItem(new Anchor(
                        ProgramNavigation.undelivered(program.id()),
                        getTranslation("home.undelivered.of", counts.get(program.id()), program.title()))))
                .forEach(list::add);
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        undelivered.add(Notice.warning(
                getTranslation("home.undelivered", all), new Paragraph(getTranslation("home.undelivered.text")), list));
    }

    private void showRequests() {
        requests.removeAll();
        List<NewLinkRequest> asking = sentInvitations.newLinkRequests();
        if (asking.isEmpty()) {
            return;
        }
        requests.add(
                new H2(getTranslation("home.requests")),
                new Paragraph(getTranslation("home.requests.text", asking.size())));
        UnorderedList list = new UnorderedList();
        list.addClassName("requests");
        asking.forEach(request -> list.add(new NewLinkRequestItem(request, this::dismiss)));
        requests.add(list);
    }

    private void dismiss(NewLinkRequest request) {
        invitations.dismissNewLinkRequest(request.invitation());
        showRequests();
    }
}
