package learningmanager.security.ui;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Optional;
import learningmanager.account.ui.AccountNavigation;
import learningmanager.security.KnownBrowser;
import learningmanager.security.SignedIn;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;

/** Ways to the sign-in and registration pages, and back to where one came from. */
public final class SignInNavigation {
    /** Where Spring Security's request cache keeps the page to come back to; the name is not public there. */
    private static final String COME_BACK_TO = "SPRING_SECURITY_SAVED_REQUEST";

    private static final String PURPOSE = Purpose.class.getName();

    /** Marks the windows that sign out. */
    private static final String LEAVING = SignInNavigation.class.getName() + ".leaving";

    private SignInNavigation() {}

    /** What the sign-in is for, as its page says. */
    private record Purpose(String comeBackTo, String text) implements Serializable {}

    /**
     * Goes to the sign-in page, and after it to the address.
     *
     * @param comeBackTo within this installation, starting with a slash
     * @param purpose what to do there, for the pages on the way to say
     */
    public static void signIn(String comeBackTo, String purpose) {
        comeBackTo(comeBackTo);
        keep(new Purpose(comeBackTo, purpose));
        UI.getCurrent().navigate(LoginView.class);
    }

    /** The same for the page that makes an account. */
    public static void makeAccount(String comeBackTo, String purpose) {
        comeBackTo(comeBackTo);
        keep(new Purpose(comeBackTo, purpose));
        UI.getCurrent().navigate(AccountNavigation.MAKE_ACCOUNT);
    }

    /** What the person came for, as long as that is where they will go. */
    public static Optional<String> purpose() {
        return kept().map(Purpose::text);
    }

    /** The address that they will go to for that. */
    public static Optional<String> destination() {
        return kept().map(Purpose::comeBackTo);
    }

    private static Optional<Purpose> kept() {
        HttpSession session =
                VaadinServletRequest.getCurrent().getHttpServletRequest().getSession();
        return session.getAttribute(PURPOSE) instanceof Purpose purpose
                        && session.getAttribute(COME_BACK_TO) instanceof SavedRequest saved
                        && saved.getRedirectUrl().equals(purpose.comeBackTo())
                ? Optional.of(purpose)
                : Optional.empty();
    }

    private static void keep(Purpose purpose) {
        VaadinServletRequest.getCurrent().getHttpServletRequest().getSession().setAttribute(PURPOSE, purpose);
    }

    /**
     * Goes to the sign-in page, and after it to the address.
     *
     * @param comeBackTo within this installation, starting with a slash
     */
    public static void signIn(String comeBackTo) {
        comeBackTo(comeBackTo);
        UI.getCurrent().navigate(LoginView.class);
    }

    /**
     * Signs out, and goes to the address as nobody.
     *
     * @param comeBackTo within this installation, starting with a slash
     */
    public static void signOut(String comeBackTo) {
        HttpServletRequest request = VaadinServletRequest.getCurrent().getHttpServletRequest();
        ComponentUtil.setData(UI.getCurrent(), LEAVING, true);
        UI.getCurrent().getPage().setLocation(request.getContextPath() + comeBackTo);
        new SecurityContextLogoutHandler()
                .logout(request, VaadinServletResponse.getCurrent().getHttpServletResponse(), null);
    }

    /** Whether the window was signed out here: asking for its page anew would come in the way of the one that it goes to. */
    static boolean isLeaving() {
        return ComponentUtil.getData(UI.getCurrent(), LEAVING) != null;
    }

    /** Signs out who deleted their account, and says so on the sign-in page. */
    public static void accountDeleted() {
        signOut("/login?" + LoginView.DELETED);
    }

    /** Makes the person the one signed in, under a new session ID, and goes where they wanted to. */
    public static void proceedAs(SignedIn person) {
        goOnAs(person);
        HttpServletRequest request = VaadinServletRequest.getCurrent().getHttpServletRequest();

        String destination = Optional.ofNullable(request.getSession().getAttribute(COME_BACK_TO))
                .map(saved -> ((SavedRequest) saved).getRedirectUrl())
                .orElse("/");
        request.getSession().removeAttribute(COME_BACK_TO);
        UI.getCurrent()
                .getPage()
                .setLocation(destination.startsWith("/") ? request.getContextPath() + destination : destination);
    }

    /** Makes the person the one signed in, under a new session ID, on the page that is open. */
    public static void goOnAs(SignedIn person) {
        HttpServletRequest request = VaadinServletRequest.getCurrent().getHttpServletRequest();
        request.changeSessionId();
        HttpServletResponse response = VaadinServletResponse.getCurrent().getHttpServletResponse();
        var authentication = UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities());
        authentication.setDetails(new WebAuthenticationDetailsSource().buildDetails(request));
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
        Instantiator.get(UI.getCurrent()).getOrCreate(KnownBrowser.class).remember(request, response, person.id());
    }

    private static void comeBackTo(String address) {
        // A browser takes a backslash for a slash.
        if (!address.startsWith("/") || address.startsWith("//") || address.startsWith("/\\")) {
            throw new IllegalArgumentException("Not an address of this installation");
        }
        VaadinServletRequest.getCurrent()
                .getHttpServletRequest()
                .getSession()
                .setAttribute(COME_BACK_TO, new SimpleSavedRequest(address));
    }
}
