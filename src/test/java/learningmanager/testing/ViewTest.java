package learningmanager.testing;

import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;

import com.github.mvysny.fakeservlet.FakeHttpSession;
import com.github.mvysny.fakeservlet.FakeRequest;
import com.github.mvysny.fakeservlet.FakeResponse;
import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.github.mvysny.kaributesting.v10.NotificationsKt;
import com.github.mvysny.kaributesting.v10.Routes;
import com.github.mvysny.kaributesting.v10.mock.MockedUI;
import com.github.mvysny.kaributesting.v10.spring.MockSpringServlet;
import com.github.mvysny.kaributesting.v10.spring.MockSpringServletService;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.function.DeploymentConfiguration;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.ServiceException;
import com.vaadin.flow.server.StreamResourceRegistry;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServletResponse;
import com.vaadin.flow.server.VaadinServletService;
import com.vaadin.flow.server.VaadinSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.ResolvableType;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.ClassUtils;

/**
 * A test of views on the server's side, without a browser: {@link #signIn}, {@link #open} an address, find things by their label,
 * act, see. Starts from the sample data, as a {@link ServiceTest} does. What is not here is in Karibu's {@code LocatorJ}
 * ({@code _setValue}, {@code _get}) and {@code GridKt}.
 */
@SharedContext
@Tag("view")
public abstract class ViewTest {
    private static final Set<Class<? extends Component>> VIEWS = views();
    private static final Set<Class<? extends HasErrorParameter<?>>> ERROR_VIEWS = errorViews();

    @Autowired
    private ApplicationContext context;

    private boolean windowIsOpen;

    /** Signs in and starts a new browser window, at the home page. */
    protected void signIn(String email) {
        closeWindow();
        SignIn.as(email);
        openWindow();
    }

    /** Goes to an address such as {@code "invite?program=1"}, relative to the root. */
    protected void open(String address) {
        if (!windowIsOpen) {
            openWindow();
        }
        Location location = new Location(address);
        UI.getCurrent().navigate(location.getPath(), location.getQueryParameters());
    }

    /** The one visible field, or whatever has labels, of this type with this label. */
    protected static <T extends Component> T labelled(Class<T> type, String label) {
        return _get(type, spec -> spec.withLabel(label));
    }

    /** The one visible button with this text. */
    protected static Button button(String text) {
        return _get(Button.class, spec -> spec.withText(text));
    }

    /** Presses the one visible button with this text; fails when it is disabled. */
    protected static void press(String text) {
        _click(button(text));
    }

    protected static boolean hasButton(String text) {
        return !_find(Button.class, spec -> spec.withText(text)).isEmpty();
    }

    /** All text that is on the page now, dialogs and notifications included; not what is in a grid's cells. */
    protected static String text() {
        return _find(Component.class).stream()
                .flatMap(ViewTest::textsOf)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n"));
    }

    /** What the notifications that are open now say. */
    protected static List<String> notifications() {
        return NotificationsKt.getNotifications().stream()
                .map(notification -> Stream.concat(
                                Stream.of(notification.getElement().getProperty("text", "")),
                                _find(notification, Component.class).stream().flatMap(ViewTest::textsOf))
                        .filter(text -> !text.isBlank())
                        .distinct()
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    /** What the browser gets by the link with this text; the response is its line. */
    protected static <R extends FakeResponse> R download(String linkText, R response) {
        Anchor link = _get(Anchor.class, spec -> spec.withText(linkText));
        StreamResourceRegistry.ElementStreamResource file =
                (StreamResourceRegistry.ElementStreamResource) VaadinSession.getCurrent()
                        .getResourceRegistry()
                        .getResource(URI.create(link.getHref()))
                        .orElseThrow();
        try {
            file.getElementRequestHandler()
                    .handleRequest(
                            VaadinRequest.getCurrent(),
                            new VaadinServletResponse(response, (VaadinServletService) VaadinService.getCurrent()),
                            VaadinSession.getCurrent(),
                            file.getOwner());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return response;
    }

    /** Where the window is, as the browser's address line would say, without the leading slash. */
    protected static String address() {
        return UI.getCurrent().getInternals().getActiveViewLocation().getPathWithQueryParameters();
    }

    /**
     * Whether the window is sent elsewhere by what was done on the server's side since. Faults of what the page still follows are
     * told in it, as to a person.
     */
    protected static boolean givesWay() {
        MockVaadin.runUIQueue(true);
        return UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations().stream()
                .anyMatch(script -> script.getInvocation().getExpression().contains("location.assign"));
    }

    /**
     * Whether the browser is asked to put the keyboard on the page's heading wherever it is; to be asked before anything is looked for
     * there.
     */
    protected static boolean headingGetsTheKeyboard() {
        UI.getCurrent().getInternals().getStateTree().runExecutionsBeforeClientResponse();
        return UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations().stream()
                .filter(script -> Element.get(script.getOwner()).getTag().equals("h1"))
                .map(script -> script.getInvocation().getExpression())
                .anyMatch(script -> script.contains("this.focus()") && !script.contains("activeElement"));
    }

    private static Stream<String> textsOf(Component component) {
        return Stream.concat(
                Stream.of(component.getElement().getText()),
                Stream.of(
                                "text",
                                "label",
                                "title",
                                "helperText",
                                "errorMessage",
                                "header",
                                "message",
                                "confirmText",
                                "cancelText",
                                "innerHTML")
                        .map(name -> component.getElement().getProperty(name, "")));
    }

    private void openWindow() {
        MockVaadin.setMockRequestFactory(RequestOfWhoIsSignedIn::new);
        MockVaadin.setup(MockedUI::new, new Servlet(new Routes(VIEWS, ERROR_VIEWS, true), context));
        windowIsOpen = true;
    }

    @AfterEach
    void closeWindow() {
        if (windowIsOpen) {
            MockVaadin.tearDown();
            windowIsOpen = false;
        }
    }

    // Karibu's own scan leaves out what is package-private, as our views are.
    private static Set<Class<? extends Component>> views() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(Route.class));
        scan.addIncludeFilter(new AnnotationTypeFilter(Layout.class));
        return classes(scan)
                .map(type -> type.<Component>asSubclass(Component.class))
                .collect(Collectors.toSet());
    }

    // The view of unexpected errors is left out: it would hide them from the test.
    @SuppressWarnings("unchecked")
    private static Set<Class<? extends HasErrorParameter<?>>> errorViews() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AssignableTypeFilter(HasErrorParameter.class));
        return classes(scan)
                .filter(type -> ResolvableType.forClass(type)
                                .as(HasErrorParameter.class)
                                .getGeneric()
                                .resolve()
                        != Exception.class)
                .map(type -> (Class<? extends HasErrorParameter<?>>) type)
                .collect(Collectors.toSet());
    }

    private static Stream<Class<?>> classes(ClassPathScanningCandidateComponentProvider scan) {
        return scan.findCandidateComponents("learningmanager").stream()
                .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null));
    }

    /** Has the routes before the service starts, as in a servlet container; with Karibu's own they would come after. */
    private static class Servlet extends MockSpringServlet {
        Servlet(Routes routes, ApplicationContext context) {
            super(routes, context, MockedUI::new);
        }

        @Override
        protected VaadinServletService createServletService(DeploymentConfiguration configuration)
                throws ServiceException {
            VaadinServletService service = new MockSpringServletService(this, configuration, ctx, uiFactory);
            routes.register(service.getContext());
            service.init();
            return service;
        }
    }

    /** Carries who is signed in to where Vaadin asks for it. */
    private static class RequestOfWhoIsSignedIn extends FakeRequest {
        RequestOfWhoIsSignedIn(FakeHttpSession session) {
            super(session);
            setLocaleInt(Locale.ENGLISH);
        }

        @Override
        public @Nullable Principal getUserPrincipal() {
            return SecurityContextHolder.getContext().getAuthentication();
        }

        @Override
        public boolean isUserInRole(String role) {
            Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
            return authentication != null
                    && authentication.getAuthorities().stream()
                            .anyMatch(authority -> ("ROLE_" + role).equals(authority.getAuthority()));
        }
    }
}
