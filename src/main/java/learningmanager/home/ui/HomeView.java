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
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import learningmanager.admin.ui.AdministrationNavigation;
import learningmanager.base.ProgramId;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Page;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.NewLinkRequest;
import learningmanager.invitation.ui.InvitationNavigation;
import learningmanager.learner.LearnerService;
import learningmanager.learner.ui.MyLearningNavigation;
import learningmanager.program.Organisation;
import learningmanager.program.Program;
import learningmanager.program.ProgramService;
import learningmanager.program.ui.CardButton;
import learningmanager.program.ui.CourseCreatorNavigation;
import learningmanager.program.ui.ProgramNavigation;
import learningmanager.program.ui.ProgramTexts;
import learningmanager.security.ForManagers;
import learningmanager.security.Permission;
import learningmanager.security.Permissions;
import learningmanager.security.Reach;
import learningmanager.upload.UploadService;
import learningmanager.upload.ui.UploadsWaiting;

/** Home: what I manage, and what waits for me. Who manages nothing has "My learning" instead. */
@Route("")
@Menu(title = "menu.home", order = 0)
@PermitAll
@ForManagers
class HomeView extends Page implements BeforeEnterObserver {
    /** From how many on they are searched rather than looked through (SPEC 3). */
    private static final int FEW = 12;

    private final transient ProgramService programs;
    private final transient LearnerService learners;
    private final transient InvitationService invitations;
    private final transient UploadService uploads;
    private final transient Permissions permissions;

    private final Div uploadsWaiting = new Div();
    private final Div undelivered = new Div();
    private final Div requests = new Div();
    private final TextField search = new TextField();
    private final UnorderedList cards = new UnorderedList();

    HomeView(
            ProgramService programs,
            LearnerService learners,
            InvitationService invitations,
            UploadService uploads,
            Permissions permissions) {
        this.programs = programs;
        this.learners = learners;
        this.invitations = invitations;
        this.uploads = uploads;
        this.permissions = permissions;
        heading(getTranslation("home.title"));

        Button invite = new Button(
                getTranslation("home.invite"), click -> UI.getCurrent().navigate(InvitationNavigation.CHOICE));
        invite.addThemeVariants(ButtonVariant.PRIMARY);
        Div toolbar = new Div(invite);
        toolbar.addClassName("toolbar");

        search.setPlaceholder(getTranslation("home.search"));
        search.setAriaLabel(getTranslation("home.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> showPrograms());
        search.addClassName("program-search");
        cards.addClassName("cards");

        add(toolbar, undelivered, uploadsWaiting, requests, new H2(getTranslation("home.programs")), search, cards);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Reach reach = permissions.reach();
        if (!reach.managesLearners()) {
            event.forwardTo(homeOf(reach));
            return;
        }
        lead(programs.managedOrganisations().stream().map(Organisation::name).collect(Collectors.joining(", ")));
        showUndelivered();
        showUploadsWaiting();
        showRequests();
        showPrograms();
    }

    /** Of somebody who manages no learners. */
    private static String homeOf(Reach reach) {
        if (reach.holds(Permission.COURSE_CREATOR)) {
            return CourseCreatorNavigation.courseCreator();
        }
        return reach.holds(Permission.PLATFORM_ADMINISTRATOR)
                ? AdministrationNavigation.ADMINISTRATION
                : MyLearningNavigation.MY_LEARNING;
    }

    private void showUploadsWaiting() {
        uploadsWaiting.removeAll();
        uploadsWaiting.add(new UploadsWaiting(uploads, this::showUploadsWaiting));
    }

    private void showUndelivered() {
        undelivered.removeAll();
        Map<ProgramId, Integer> counts = invitations.undelivered();
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

    private void showPrograms() {
        List<Program> all = programs.managed();
        search.setVisible(all.size() > FEW);
        Map<UUID, Integer> enrolled = learners.enrolledCounts();
        Map<UUID, Integer> pending = invitations.pendingCounts();
        cards.removeAll();
        all.stream()
                .filter(program -> program.isCalled(search.getValue()))
                .map(program -> new ListItem(card(program, enrolled, pending)))
                .forEach(cards::add);
        if (all.isEmpty()) {
            cards.add(new ListItem(
                    new EmptyState(getTranslation("home.no-programs"), getTranslation("home.no-programs.text"))));
        } else if (cards.getChildren().findAny().isEmpty()) {
            cards.add(new ListItem(
                    new EmptyState(getTranslation("home.none-found"), getTranslation("home.none-found.text"))));
        }
    }

    private CardButton card(Program program, Map<UUID, Integer> enrolled, Map<UUID, Integer> pending) {
        UUID id = program.id().value();
        return new CardButton(program.title(), ProgramNavigation.program(program.id()))
                .tell(ProgramTexts.kind(this, program))
                .tell(ProgramTexts.code(this, program.codeIfSet()))
                .tell(getTranslation("program.run-count", program.runs().size()))
                .number(Optional.ofNullable(enrolled.get(id)).orElse(0), getTranslation("program.enrolled"))
                .number(Optional.ofNullable(pending.get(id)).orElse(0), getTranslation("program.pending"));
    }

    private void showRequests() {
        requests.removeAll();
        List<NewLinkRequest> asking = invitations.newLinkRequests();
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
