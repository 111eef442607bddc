package learningmanager.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns away sign-ins that come too often, before a password is looked at: right and wrong ones, known and unknown accounts alike. */
class SignInGuard extends OncePerRequestFilter {
    private final SignInThrottle throttle;
    private final KnownBrowser browsers;

    SignInGuard(SignInThrottle throttle, KnownBrowser browsers) {
        this.throttle = throttle;
        this.browsers = browsers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || !request.getServletPath().equals("/login");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isOfAnotherSite(request)) {
            response.sendRedirect(request.getContextPath() + "/login");
            return;
        }
        // Trimmed as the filter after this one does: what is counted is what is looked up.
        String email =
                Optional.ofNullable(request.getParameter("username")).orElse("").trim();
        if (throttle.mayGuess(email, request.getRemoteAddr(), browsers.of(request, email))) {
            chain.doFilter(request, response);
        } else {
            response.sendRedirect(request.getContextPath() + "/login?wait");
        }
    }

    /** As browsers tell it (Fetch Metadata): nobody is to be signed in to somebody else's account by a page that they happen to open. */
    private static boolean isOfAnotherSite(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return "cross-site".equals(site) || "same-site".equals(site);
    }

    /** Takes what was counted back where the password was right. */
    @Component
    static class Outcomes {
        private final SignInThrottle throttle;
        private final KnownBrowser browsers;

        Outcomes(SignInThrottle throttle, KnownBrowser browsers) {
            this.throttle = throttle;
            this.browsers = browsers;
        }

        @EventListener
        void succeeded(AuthenticationSuccessEvent success) {
            if (success.getAuthentication().getPrincipal() instanceof SignedIn person) {
                request().ifPresent(at -> succeeded(person, at));
            }
        }

        private void succeeded(SignedIn person, ServletRequestAttributes at) {
            HttpServletRequest request = at.getRequest();
            throttle.rightGuess(person.email().text(), request.getRemoteAddr(), browsers.of(request, person.id()));
            Optional.ofNullable(at.getResponse())
                    .ifPresent(response -> browsers.remember(request, response, person.id()));
        }

        private static Optional<ServletRequestAttributes> request() {
            return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
                    .filter(ServletRequestAttributes.class::isInstance)
                    .map(ServletRequestAttributes.class::cast);
        }
    }
}
