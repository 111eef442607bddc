package learningmanager.security;

import java.util.Optional;
import learningmanager.base.AccountId;
import learningmanager.base.Cells;
import learningmanager.base.EmailAddress;
import learningmanager.base.Parsed;
import learningmanager.base.Refusal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of this installation. */
@Service
public class AccountService implements UserDetailsService {
    /** Characters; NIST SP 800-63B-4 3.1.1.2 and, as an upper bound, what bcrypt reads (72 bytes). */
    public static final int SHORTEST_PASSWORD = 8;

    public static final int LONGEST_PASSWORD = 64;
    public static final int LONGEST_NAME = 200;

    private final AccountRepository accounts;
    private final PasswordEncoder passwords;

    AccountService(AccountRepository accounts, PasswordEncoder passwords) {
        this.accounts = accounts;
        this.passwords = passwords;
    }

    @Override
    @Transactional(readOnly = true)
    public SignedIn loadUserByUsername(String email) {
        return accounts.findByEmail(Cells.strip(email))
                .map(SignedIn::of)
                .orElseThrow(() -> new UsernameNotFoundException("no such account"));
    }

    @Transactional(readOnly = true)
    public Optional<Account> find(AccountId id) {
        return accounts.findById(id);
    }

    /**
     * Makes an account. Refusals: {@code account.name-missing}, {@code account.name-too-long} (the limit),
     * {@code account.password-short} (the least length), {@code account.password-long} (the limit), {@code account.email-taken}.
     */
    @Transactional
    public Parsed<SignedIn> register(EmailAddress email, String name, String password) {
        Optional<Refusal> refusal = refusalOfName(name).or(() -> refusalOfPassword(password));
        if (refusal.isPresent()) {
            return new Parsed.Wrong<>(refusal.get());
        }
        if (accounts.findByEmail(email.text()).isPresent()) {
            return Parsed.wrong("account.email-taken");
        }
        try {
            return Parsed.right(
                    SignedIn.of(accounts.save(Account.of(email, Cells.strip(name), passwords.encode(password)))));
        } catch (DuplicateKeyException registeredAtTheSameMoment) {
            return Parsed.wrong("account.email-taken");
        }
    }

    /** Why this is no name for an account, if so: {@code account.name-missing}, {@code account.name-too-long} (the limit). */
    public static Optional<Refusal> refusalOfName(String name) {
        String stripped = Cells.strip(name);
        if (stripped.isEmpty()) {
            return Optional.of(Refusal.of("account.name-missing"));
        }
        return stripped.length() > LONGEST_NAME
                ? Optional.of(Refusal.of("account.name-too-long", String.valueOf(LONGEST_NAME)))
                : Optional.empty();
    }

    /**
     * Why this is no password for an account, if so: {@code account.password-short} (the least length),
     * {@code account.password-long} (the limit).
     */
    public static Optional<Refusal> refusalOfPassword(String password) {
        if (password.length() < SHORTEST_PASSWORD) {
            return Optional.of(Refusal.of("account.password-short", String.valueOf(SHORTEST_PASSWORD)));
        }
        return password.length() > LONGEST_PASSWORD
                ? Optional.of(Refusal.of("account.password-long", String.valueOf(LONGEST_PASSWORD)))
                : Optional.empty();
    }
}
