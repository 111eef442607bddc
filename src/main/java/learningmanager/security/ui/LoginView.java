package learningmanager.security.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.List;
import java.util.Map;
import learningmanager.account.ui.AccountNavigation;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Page;
import learningmanager.base.ui.SheetLayout;
import learningmanager.security.Permissions;
import learningmanager.security.SampleAccounts;
import org.springframework.beans.factory.ObjectProvider;

/** Sign-in. What was wrong is told in the same words whether or not there is such an account. */
@Route(value = "login", layout = SheetLayout.class)
@AnonymousAllowed
class LoginView extends Page implements BeforeEnterObserver {
    /** The browser posts the form by itself, and the answer to a wrong password is a new page: what was typed stays in the window. */
    private static final String KEEP_TYPED_EMAIL = """
            const key = 'typed-email';
            const typed = sessionStorage.getItem(key);
            sessionStorage.removeItem(key);
            this.addEventListener('login', event => sessionStorage.setItem(key, event.detail.username));
            const email = this.querySelector('[name="username"]');
            if ($0 && typed && email && !email.value) {
              email.value = typed;
            }
            """;

    static final String DELETED = "deleted";

    private final LoginForm form = new LoginForm();
    private final Div told = new Div();
    private final transient Permissions permissions;

    LoginView(Permissions permissions, ObjectProvider<SampleAccounts> sampleAccounts) {
        super("sign-in");
        this.permissions = permissions;
        heading(getTranslation("sign-in.title"));

        form.setAction("login");
        form.setForgotPasswordButtonVisible(true);
        form.addForgotPasswordListener(click -> UI.getCurrent().navigate(AccountNavigation.FORGOTTEN_PASSWORD));
        form.setI18n(texts());
        add(told, form, new Paragraph(new Span(getTranslation("sign-in.no-account") + " "), registerLink()));
        sampleAccounts.ifAvailable(accounts -> add(sampleAccounts(accounts)));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (permissions.whoIsSignedIn().isPresent()) {
            event.forwardTo("");
            return;
        }
        SignInNavigation.purpose().ifPresent(this::lead);
        Map<String, List<String>> asked =
                event.getLocation().getQueryParameters().getParameters();
        boolean wrong = asked.containsKey("error");
        form.setError(wrong);
        form.getElement().executeJs(KEEP_TYPED_EMAIL, wrong);
        if (asked.containsKey(DELETED)) {
            told.add(Notice.info(getTranslation("sign-in.deleted"), getTranslation("sign-in.deleted.text")));
        }
        if (asked.containsKey("wait")) {
            form.showErrorMessage(getTranslation("throttled.title"), getTranslation("throttled.text"));
        }
    }

    private Anchor registerLink() {
        return new Anchor(AccountNavigation.MAKE_ACCOUNT, getTranslation("sign-in.register"));
    }

    private LoginI18n texts() {
        LoginI18n texts = LoginI18n.createDefault();
        LoginI18n.Form fields = texts.getForm();
        fields.setTitle("");
        fields.setUsername(getTranslation("sign-in.email"));
        fields.setPassword(getTranslation("sign-in.password"));
        fields.setForgotPassword(getTranslation("sign-in.forgotten"));
        fields.setSubmit(getTranslation("sign-in.submit"));
        LoginI18n.ErrorMessage errors = texts.getErrorMessage();
        errors.setTitle(getTranslation("sign-in.wrong.title"));
        errors.setMessage(getTranslation("sign-in.wrong.text"));
        errors.setUsername(getTranslation("sign-in.email.missing"));
        errors.setPassword(getTranslation("sign-in.password.missing"));
        return texts;
    }

    private Div sampleAccounts(SampleAccounts accounts) {
        UnorderedList emails = new UnorderedList();
        accounts.emails().forEach(email -> emails.add(new ListItem(mono(email))));
        Div box = new Div(
                new H2(getTranslation("sign-in.sample.title")),
                new Paragraph(new Span(getTranslation("sign-in.sample.text") + " "), mono(accounts.password())),
                emails);
        box.addClassName("sample-accounts");
        return box;
    }

    private static Span mono(String text) {
        Span span = new Span(text);
        span.addClassName("mono");
        return span;
    }
}
