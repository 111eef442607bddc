package learningmanager.testing;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;

/** Signs somebody in on this thread, as far as services and views can see. Each test starts with nobody signed in. */
public final class SignIn {
    private static volatile @Nullable UserDetailsService accounts;

    private SignIn() {}

    /** Signs in the account with this e-mail address; its password is not asked for. */
    public static void as(String email) {
        UserDetailsService known = accounts;
        if (known == null) {
            throw new IllegalStateException("Only in a @ServiceTest or a ViewTest");
        }
        UserDetails account = known.loadUserByUsername(email);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(account, null, account.getAuthorities()));
        SecurityContextHolder.setContext(context);
    }

    public static void out() {
        SecurityContextHolder.clearContext();
    }

    static void among(UserDetailsService accounts) {
        SignIn.accounts = accounts;
    }
}
