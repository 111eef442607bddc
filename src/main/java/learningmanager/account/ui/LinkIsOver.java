package learningmanager.account.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import learningmanager.account.LinkPurpose;
import learningmanager.account.OpenedLink.Over;
import learningmanager.account.OpenedLink.Why;

/** What is said of a one-time link that is over, and where it leads: as it fits what the link was for. */
final class LinkIsOver {
    private final Component page;
    private final LinkPurpose purpose;
    private final Why why;

    LinkIsOver(Component page, Over over) {
        this.page = page;
        this.purpose = over.purpose();
        this.why = over.why();
    }

    String title() {
        return switch (purpose) {
            case FIRST_ADMINISTRATOR -> page.getTranslation("account-link.over.administrator");
            case INVITED -> page.getTranslation("account-link.over.invited");
            case PASSWORD -> page.getTranslation("account-link.over.password");
            case EMAIL -> page.getTranslation("account-link.over.email");
            case NEW_ACCOUNT -> page.getTranslation("account-link.over.new-account");
        };
    }

    String text() {
        return Stream.of(because(), whatNow(), whatElse())
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private String because() {
        return switch (why) {
            case USED -> page.getTranslation("account-link.over.used");
            case EXPIRED -> page.getTranslation("account-link.over.expired");
            case GONE -> page.getTranslation("account-link.over.gone");
            case HAS_ACCOUNT -> page.getTranslation("account-link.over.has-account");
            case NOT_NEEDED -> page.getTranslation("account-link.over.not-needed");
        };
    }

    private String whatNow() {
        return switch (purpose) {
            case FIRST_ADMINISTRATOR ->
                why == Why.NOT_NEEDED
                        ? page.getTranslation("account-link.over.administrator.ask")
                        : page.getTranslation("account-link.over.administrator.start");
            case INVITED ->
                why == Why.USED
                        ? page.getTranslation("account-link.over.password.set")
                        : page.getTranslation("account-link.over.invited.another");
            case PASSWORD ->
                why == Why.USED
                        ? page.getTranslation("account-link.over.password.set")
                        : page.getTranslation("account-link.over.password.another");
            case EMAIL ->
                why == Why.USED
                        ? page.getTranslation("account-link.over.email.confirmed")
                        : page.getTranslation("account-link.over.email.another");
            case NEW_ACCOUNT ->
                isMade()
                        ? page.getTranslation("account-link.over.new-account.made")
                        : page.getTranslation("account-link.over.new-account.another");
        };
    }

    /** Whether the account is deleted, nobody knows any more: all are told alike. */
    private String whatElse() {
        return mayHaveNoAccount() ? page.getTranslation("account-link.over.no-account") : "";
    }

    private boolean mayHaveNoAccount() {
        return why == Why.GONE && purpose != LinkPurpose.FIRST_ADMINISTRATOR && purpose != LinkPurpose.NEW_ACCOUNT;
    }

    /** The likeliest first. */
    List<Anchor> ways() {
        List<Anchor> ways = new ArrayList<>(waysOfAccount());
        if (mayHaveNoAccount()) {
            ways.add(new Anchor(AccountNavigation.MAKE_ACCOUNT, page.getTranslation("register.title")));
        }
        return ways;
    }

    private List<Anchor> waysOfAccount() {
        Anchor signIn = new Anchor("login", page.getTranslation("account-link.over.sign-in"));
        return switch (purpose) {
            case FIRST_ADMINISTRATOR -> List.of(signIn);
            case INVITED, PASSWORD ->
                why == Why.USED
                        ? List.of(signIn, forgotten(page.getTranslation("account-link.over.forgotten")))
                        : List.of(forgotten(page.getTranslation("account-link.over.another")), signIn);
            case EMAIL ->
                why == Why.USED
                        ? List.of(signIn)
                        : List.of(new Anchor(AccountNavigation.ACCOUNT, page.getTranslation("account.title")));
            case NEW_ACCOUNT ->
                isMade()
                        ? List.of(signIn, forgotten(page.getTranslation("account-link.over.forgotten")))
                        : List.of(
                                new Anchor(
                                        AccountNavigation.MAKE_ACCOUNT,
                                        page.getTranslation("account-link.over.another")),
                                signIn);
        };
    }

    private boolean isMade() {
        return why == Why.USED || why == Why.HAS_ACCOUNT;
    }

    private static Anchor forgotten(String text) {
        return new Anchor(AccountNavigation.FORGOTTEN_PASSWORD, text);
    }
}
