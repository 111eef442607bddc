package learningmanager.testing;

import java.util.Objects;
import learningmanager.base.EmailAddress;
import learningmanager.base.Parsed;
import learningmanager.security.AccountService;
import learningmanager.security.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.transaction.support.TransactionTemplate;

/** Signs somebody in, or up, on this thread, as far as services and views can see. Each test starts with nobody signed in. */
public final class SignIn {
    private static volatile @Nullable ApplicationContext application;

    private SignIn() {}

    /** Signs in the account with this e-mail address; its password is not asked for. */
    public static void as(String email) {
        UserDetails account = bean(UserDetailsService.class).loadUserByUsername(email);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(account, null, account.getAuthorities()));
        SecurityContextHolder.setContext(context);
    }

    public static void out() {
        SecurityContextHolder.clearContext();
    }

    /** Makes an account, by a link of which nothing is asked. Nobody is signed in by it. */
    public static Parsed<SignedIn> up(EmailAddress email, String name, String password) {
        return Objects.requireNonNull(bean(TransactionTemplate.class)
                .execute(status -> bean(AccountService.class).register(email, name, password)));
    }

    private static <T> T bean(Class<T> type) {
        ApplicationContext known = application;
        if (known == null) {
            throw new IllegalStateException("Only in a @ServiceTest or a ViewTest");
        }
        return known.getBean(type);
    }

    static void among(ApplicationContext application) {
        SignIn.application = application;
    }
}
