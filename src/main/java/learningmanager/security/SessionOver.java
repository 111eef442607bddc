package learningmanager.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session whose account was signed out everywhere meanwhile, or is no more: asked of the database at each request, so that
 * it holds on every server at once. Not for what is the same for everybody: scripts and styles. A window that closes its push
 * connection without a session makes none by it: that one's cookie would take the place of the page's that opens meanwhile.
 */
class SessionOver extends OncePerRequestFilter {
    private static final List<String> SAME_FOR_EVERYBODY = List.of("/VAADIN/build/", "/VAADIN/static/");

    private final AccountService accounts;

    SessionOver(AccountService accounts) {
        this.accounts = accounts;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return SAME_FOR_EVERYBODY.stream().anyMatch(request.getServletPath()::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null
                && authentication.getPrincipal() instanceof SignedIn person
                && !accounts.isCurrent(person)) {
            new SecurityContextLogoutHandler().logout(request, response, authentication);
        }
        if (closesPush(request) && request.getSession(false) == null) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean closesPush(HttpServletRequest request) {
        return request.getServletPath().startsWith("/VAADIN/push")
                && "close".equals(request.getParameter("X-Atmosphere-Transport"));
    }
}
