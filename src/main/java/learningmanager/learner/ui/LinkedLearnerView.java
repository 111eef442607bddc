package learningmanager.learner.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import learningmanager.audit.RecordedEvent;
import learningmanager.base.Id;
import learningmanager.base.LearnerId;
import learningmanager.base.NotFoundException;
import learningmanager.base.Refusal;
import learningmanager.base.UtcTexts;
import learningmanager.base.ui.CopyLink;
import learningmanager.base.ui.Crumb;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Notifications;
import learningmanager.base.ui.Page;
import learningmanager.base.ui.Question;
import learningmanager.invitation.LinkMove;
import learningmanager.invitation.LinkMoveService;
import learningmanager.learner.EnrolmentHow;
import learningmanager.learner.LearnerPlace;
import learningmanager.learner.LinkedLearner;
import learningmanager.learner.LinkedLearnersService;
import learningmanager.program.ui.ProgramNavigation;

/** All about one learner ID. */
@Route(LearnersNavigation.LEARNERS + "/:learner")
@PermitAll
class LinkedLearnerView extends Page implements BeforeEnterObserver {
    private final transient LinkedLearnersService learners;
    private final transient LinkMoveService moves;
    private final Div told = new Div();
    private transient Optional<LearnerId> shown = Optional.empty();

    LinkedLearnerView(LinkedLearnersService learners, LinkMoveService moves) {
        this.learners = learners;
        this.moves = moves;
        told.addClassName("told");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        LearnerId id = event.getRouteParameters()
                .get("learner")
                .flatMap(text -> Id.parse(text, LearnerId::new))
                .orElseThrow(() -> new NotFoundException("no learner's address"));
        shown = Optional.of(id);
        show(id);
    }

    @Override
    protected void changedForWhoLooks() {
        shown.ifPresent(learners::learner);
    }

    private void show(LearnerId id) {
        LinkedLearner learner = learners.learner(id);
        getChildren().skip(1).toList().forEach(this::remove);
        trail(
                Crumb.to(getTranslation("menu.learners"), LearnersNavigation.LEARNERS),
                Crumb.of(learner.externalLearnerId()));
        heading(learner.externalLearnerId());
        lead(learner.account()
                .map(account -> getTranslation("learners.linked-to", account))
                .orElseGet(() -> getTranslation("learners.not-linked.long")));
        add(told, new H2(getTranslation("learners.places")), places(learner, learners.places(id)));
        showUnlinkings(learners.unlinkings(id));
        if (learner.linked()) {
            Paragraph why = new Paragraph(getTranslation("learners.unlink.why"));
            why.addClassName("soft");
            Button move = new Button(
                    getTranslation("learners.move"),
                    click -> new MoveLinkDialog(learner, email -> move(learner, email)).open());
            Button unlink = new Button(getTranslation("learners.unlink"), click -> askToUnlink(learner));
            unlink.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
            Div toolbar = new Div(move, unlink);
            toolbar.addClassName("toolbar");
            add(new H2(getTranslation("learners.unlink.title")), why, toolbar);
        }
    }

    private Div places(LinkedLearner learner, List<LearnerPlace> places) {
        if (places.isEmpty()) {
            return new Div(
                    new EmptyState(getTranslation("learners.no-places"), getTranslation("learners.no-places.text")));
        }
        UnorderedList list = new UnorderedList();
        list.addClassName("requests");
        for (LearnerPlace place : places) {
            String name = place.run().isEmpty() ? place.program() : place.program() + ", " + place.run();
            Div where = new Div(
                    place.status().equals("ENROLLED")
                            ? new Span(name)
                            : new Anchor(
                                    ProgramNavigation.invitationsOf(place.scope(), learner.externalLearnerId()), name));
            Span since = new Span(about(place));
            since.addClassName("soft");
            ListItem item = new ListItem(where, since);
            item.addClassName("request");
            list.add(item);
        }
        return new Div(list);
    }

    private String about(LearnerPlace place) {
        List<String> about = new ArrayList<>();
        about.add(word(place.status()) + ", " + UtcTexts.brief(place.at()));
        place.how().ifPresent(how -> about.add(EnrolmentWords.of(getLocale(), how)));
        // Who accepted is the linked account, most often; a manager enrols somebody else.
        place.by()
                .filter(who -> place.how().equals(Optional.of(EnrolmentHow.DIRECT)))
                .ifPresent(who -> about.add(getTranslation("learners.by", who)));
        place.email().ifPresent(email -> about.add(getTranslation("learners.sent-to", email)));
        if (place.status().equals("PENDING")) {
            place.expiresAt().ifPresent(at -> about.add(getTranslation("learners.expires", UtcTexts.brief(at))));
        }
        place.offeredAt().ifPresent(at -> about.add(getTranslation("learners.offered", UtcTexts.brief(at))));
        return String.join(" · ", about);
    }

    private void showUnlinkings(List<RecordedEvent> unlinkings) {
        if (unlinkings.isEmpty()) {
            return;
        }
        UnorderedList list = new UnorderedList();
        unlinkings.forEach(event -> list.add(new ListItem(getTranslation(
                "learners.unlinked-from", event.was().orElse(""), event.by().orElse(""), UtcTexts.brief(event.at())))));
        add(new H2(getTranslation("learners.history")), list);
    }

    private String word(String status) {
        return switch (status) {
            case "ENROLLED" -> getTranslation("learners.enrolled");
            case "PENDING" -> getTranslation("learners.status.pending");
            case "DECLINED" -> getTranslation("learners.status.declined");
            case "CANCELED" -> getTranslation("learners.status.canceled");
            case "EXPIRED" -> getTranslation("learners.status.expired");
            default -> throw new IllegalArgumentException(status);
        };
    }

    private void askToUnlink(LinkedLearner learner) {
        new Question(
                        getTranslation("learners.unlink.ask", learner.externalLearnerId()),
                        getTranslation("learners.unlink.text"),
                        getTranslation("learners.unlink"),
                        getTranslation("learners.unlink.keep"),
                        () -> unlink(learner))
                .ask();
    }

    private Optional<Refusal> move(LinkedLearner learner, String email) {
        return switch (moves.move(learner.id(), email)) {
            case LinkMove.Refused(Refusal refusal) -> Optional.of(refusal);
            case LinkMove.LinkReady ready -> {
                told.removeAll();
                told.add(moved(learner, ready));
                show(learner.id());
                yield Optional.empty();
            }
        };
    }

    private Notice moved(LinkedLearner learner, LinkMove.LinkReady ready) {
        Notice notice = Notice.success(
                getTranslation("learners.moved", learner.externalLearnerId()),
                getTranslation("learners.moved.text", UtcTexts.spelled(ready.expiresAt())));
        ready.email()
                .ifPresent(
                        address -> notice.add(new Paragraph(getTranslation("learners.moved.mailed", address.text()))));
        notice.add(new CopyLink(getTranslation("invite.link"), ready.link()));
        return notice;
    }

    private void unlink(LinkedLearner learner) {
        told.removeAll();
        learners.unlink(learner.id());
        Notifications.success(getTranslation("learners.unlinked", learner.externalLearnerId()));
        show(learner.id());
    }
}
