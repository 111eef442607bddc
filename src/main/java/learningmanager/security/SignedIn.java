package learningmanager.security;

import java.util.Collection;
import java.util.List;
import learningmanager.base.AccountId;
import learningmanager.base.EmailAddress;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * Who is signed in: what Spring Security keeps as the principal. What they may do is asked of {@link Permissions}.
 *
 * @param sessionNo the account's, at the sign-in
 */
public record SignedIn(AccountId id, EmailAddress email, String name, String passwordHash, int sessionNo)
        implements UserDetails {
    static SignedIn of(Account account) {
        return new SignedIn(account.id(), account.email(), account.name(), account.passwordHash(), account.sessionNo());
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of(new SimpleGrantedAuthority("ROLE_USER"));
    }

    @Override
    public String getPassword() {
        return passwordHash;
    }

    @Override
    public String getUsername() {
        return email.text();
    }

    @Override
    public String toString() {
        return email.text();
    }
}
