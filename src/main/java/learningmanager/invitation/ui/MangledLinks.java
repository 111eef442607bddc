package learningmanager.invitation.ui;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sets personal links right that were changed on their way to the learner, as far as that is safe to do, and leads all others to
 * the page that says what to do: before the security filters, which would refuse some and ask for a sign-in on others.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class MangledLinks extends OncePerRequestFilter {
    private static final String NOT_VALID = "not-valid";

    private static final String ACCEPT = "/accept";
    private static final Pattern TOKEN = Pattern.compile("/[A-Za-z0-9_.-]+");

    /** Some mail programs write a dot so, which the security filters do not let pass. */
    private static final Pattern ENCODED_DOT = Pattern.compile("%2e", Pattern.CASE_INSENSITIVE);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address =
                request.getRequestURI().substring(request.getContextPath().length());
        String rest = address.startsWith(ACCEPT) ? address.substring(ACCEPT.length()) : "";
        boolean isLink = address.equals(ACCEPT) || rest.startsWith("/");
        if (!isLink || TOKEN.matcher(rest).matches()) {
            chain.doFilter(request, response);
            return;
        }
        String mended = ENCODED_DOT.matcher(rest).replaceAll(".");
        boolean isMended = TOKEN.matcher(mended).matches() && !mended.contains("..");
        response.sendRedirect(request.getContextPath() + ACCEPT + (isMended ? mended : "/" + NOT_VALID));
    }
}
