package learningmanager.invitation.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.List;
import java.util.stream.Collectors;
import learningmanager.base.UtcTexts;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Page;
import learningmanager.base.ui.Question;
import learningmanager.base.ui.SheetLayout;
import learningmanager.invitation.Acceptance;
import learningmanager.invitation.AcceptanceService;
import learningmanager.invitation.Offer;
import learningmanager.learner.ui.MyLearningNavigation;
import learningmanager.program.ui.LogoImage;
import learningmanager.security.Permissions;
import learningmanager.security.SignedIn;
import learningmanager.security.ui.SignInNavigation;

/** Where a personal link leads. Looking changes nothing; only the buttons do. */
@Route(value = InvitationNavigation.ACCEPT + "/:token", layout = SheetLayout.class)
@AnonymousAllowed
class AcceptView extends Page implements BeforeEnterObserver {
    private final transient AcceptanceService acceptance;
    private final transient Permissions permissions;
    private String token = "";

    AcceptView(AcceptanceService acceptance, Permissions permissions) {
        super("accept");
        this.acceptance = acceptance;
        this.permissions = permissions;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        token = event.getRouteParameters().get("token").orElse("");
        emblem(acceptance.logo(token).map(LogoImage::new));
        show(acceptance.look(token));
    }

    private void show(Offer offer) {
        getChildren().skip(1).toList().forEach(this::remove);
        switch (offer) {
            case Offer.Open open -> showOpen(open);
            case Offer.Canceled(Offer.Details details) ->
                tell(details, getTranslation("accept.canceled"), getTranslation("accept.canceled.text"));
            case Offer.Expired(Offer.Details details, Offer.NewLink newLink) -> showExpired(details, newLink);
            case Offer.Declined(Offer.Details details) -> {
                tell(details, getTranslation("accept.declined"), getTranslation("accept.declined.text"));
                if (permissions.whoIsSignedIn().isPresent()) {
                    add(myLearning());
                }
            }
            case Offer.AcceptedByMe(Offer.Details details) -> {
                tell(details, getTranslation("accept.by-me"), getTranslation("accept.by-me.text"));
                add(myLearning());
            }
            case Offer.Unlinked(Offer.Details details) -> {
                tell(
                        details,
                        getTranslation("accept.unlinked"),
                        getTranslation("accept.unlinked.text", details.externalLearnerId(), details.organisation()));
                add(whoIsSignedIn());
            }
            case Offer.AcceptedByAnother(Offer.Details details) -> showAcceptedByAnother(details);
            case Offer.TiedToAnotherAccount(Offer.Details details) -> {
                tell(
                        details,
                        getTranslation("accept.tied"),
                        getTranslation("accept.tied.text", details.externalLearnerId(), details.organisation()));
                add(whoIsSignedIn());
            }
            case Offer.AccountHasAnotherId(Offer.Details details, var mine) -> {
                tell(
                        details,
                        getTranslation("accept.other-id"),
                        getTranslation(
                                "accept.other-id.text",
                                mine.text(),
                                details.organisation(),
                                details.externalLearnerId()));
                add(declineButton(details), whoIsSignedIn());
            }
            case Offer.NotValid() -> {
                heading(getTranslation("accept.not-valid"));
                lead(getTranslation("accept.not-valid.text"));
            }
        }
    }

    private void showOpen(Offer.Open open) {
        Offer.Details details = open.details();
        heading(getTranslation("accept.open", details.program()));
        lead(details.invitedAs()
                .map(address -> getTranslation("accept.invites", details.organisation(), address))
                .orElseGet(() -> getTranslation("accept.invites-you", details.organisation())));
        if (!open.canceledRuns().isEmpty()) {
            add(Notice.warning(
                    getTranslation("accept.some-canceled"),
                    getTranslation("accept.some-canceled.text", names(open.canceledRuns()), details.contact())));
        }
        add(OfferFacts.ofOpen(details));
        if (open.sentToAnother()) {
            add(Notice.info(
                    getTranslation("accept.sent-to-another"),
                    getTranslation(
                            "accept.sent-to-another.text",
                            details.invitedAs().orElse(""),
                            permissions.me().email().text())));
        }
        if (permissions.whoIsSignedIn().isPresent()) {
            add(primary(getTranslation("accept.accept"), this::accept), declineButton(details), whoIsSignedIn());
        } else {
            String purpose = getTranslation("accept.purpose", details.program());
            add(
                    primary(getTranslation("accept.accept"), () -> SignInNavigation.signIn(here(), purpose)),
                    signInFirst(purpose),
                    declineButton(details));
        }
    }

    private void showExpired(Offer.Details details, Offer.NewLink newLink) {
        tell(
                details,
                getTranslation("accept.expired"),
                getTranslation("accept.expired.text", UtcTexts.spelled(details.expiresAt())));
        switch (newLink) {
            case CAN_BE_ASKED_FOR ->
                add(primary(getTranslation("accept.ask"), () -> show(acceptance.askForNewLink(token))));
            case ASKED_FOR -> add(Notice.success(getTranslation("accept.asked"), getTranslation("accept.asked.text")));
            case SENT ->
                add(Notice.info(getTranslation("accept.invited-anew"), getTranslation("accept.invited-anew.text")));
        }
    }

    private void showAcceptedByAnother(Offer.Details details) {
        if (permissions.whoIsSignedIn().isPresent()) {
            tell(details, getTranslation("accept.by-another"), getTranslation("accept.by-another.text"));
            add(whoIsSignedIn());
        } else {
            tell(details, getTranslation("accept.by-somebody"), getTranslation("accept.by-somebody.text"));
            add(primary(getTranslation("accept.sign-in"), () -> SignInNavigation.signIn(here())));
        }
    }

    /** What happened, what to do, and whom to ask. */
    private void tell(Offer.Details details, String title, String text) {
        heading(title);
        lead(text);
        Component contact = details.contact().contains("@")
                ? new Anchor("mailto:" + details.contact(), details.contact())
                : new Span(details.contact());
        add(OfferFacts.ofClosed(details), new Paragraph(new Span(getTranslation("accept.whom-to-ask") + " "), contact));
    }

    private void accept() {
        switch (acceptance.accept(token)) {
            case Acceptance.Accepted(Offer.Details details) -> MyLearningNavigation.justEnrolled(details.program());
            case Acceptance.NotOpen(Offer offer) -> show(offer);
        }
    }

    private Button declineButton(Offer.Details details) {
        return tertiary(getTranslation("accept.decline"), () -> askToDecline(details));
    }

    private void askToDecline(Offer.Details details) {
        new Question(
                        getTranslation("accept.decline.title"),
                        getTranslation("accept.decline.text", details.program(), details.organisation()),
                        getTranslation("accept.decline.confirm"),
                        getTranslation("accept.decline.keep"),
                        () -> show(acceptance.decline(token)))
                .ask();
    }

    /** The one step before accepting: both ways lead back here. */
    private Paragraph signInFirst(String purpose) {
        Paragraph first = new Paragraph(
                new Span(getTranslation("accept.sign-in-first") + " "),
                tertiary(getTranslation("accept.sign-in"), () -> SignInNavigation.signIn(here(), purpose)),
                tertiary(getTranslation("accept.make-account"), () -> SignInNavigation.makeAccount(here(), purpose)));
        first.addClassNames("soft", "sign-in-first");
        return first;
    }

    private String here() {
        return InvitationNavigation.accept(token);
    }

    private Paragraph whoIsSignedIn() {
        String me = permissions
                .whoIsSignedIn()
                .map(SignedIn::email)
                .map(Object::toString)
                .orElse("");
        Paragraph who = new Paragraph(
                new Span(getTranslation("accept.signed-in-as", me) + " "),
                tertiary(getTranslation("accept.not-you"), () -> SignInNavigation.signOut(here())));
        who.addClassNames("soft", "signed-in-as");
        return who;
    }

    private Component myLearning() {
        return primary(
                getTranslation("accept.my-learning"), () -> UI.getCurrent().navigate(MyLearningNavigation.MY_LEARNING));
    }

    private static Button primary(String text, Runnable action) {
        Button button = new Button(text, click -> action.run());
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return button;
    }

    private static Button tertiary(String text, Runnable action) {
        Button button = new Button(text, click -> action.run());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        return button;
    }

    private static String names(List<Offer.Run> runs) {
        return runs.stream().map(Offer.Run::name).collect(Collectors.joining("; "));
    }
}
