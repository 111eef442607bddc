package learningmanager.security;

import java.nio.charset.StandardCharsets;
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
    private static final int LONGEST_PASSWORD_BYTES = 72;
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
     * Makes an account. Refusals: those of {@link #refusalOfName} and {@link #refusalOfPassword}, and {@code account.email-taken}.
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

    /**
     * Why this is no name for an account, if so: {@code account.name-missing}, {@code account.name-too-long} (the limit),
     * {@code title.control-character}.
     */
    public static Optional<Refusal> refusalOfName(String name) {
        String stripped = Cells.strip(name);
        if (stripped.isEmpty()) {
            return Optional.of(Refusal.of("account.name-missing"));
        }
        if (stripped.length() > LONGEST_NAME) {
            return Optional.of(Refusal.of("account.name-too-long", String.valueOf(LONGEST_NAME)));
        }
        return Cells.hasControlCharacter(stripped)
                ? Optional.of(Refusal.of("title.control-character"))
                : Optional.empty();
    }

    /**
     * Why this is no password for an account, if so: {@code account.password-missing} and {@code account.password-short} (the least
     * length each), {@code account.password-blank}, {@code account.password-long} (the limit), {@code account.password-bytes}.
     */
    public static Optional<Refusal> refusalOfPassword(String password) {
        if (password.isEmpty()) {
            return Optional.of(Refusal.of("account.password-missing", String.valueOf(SHORTEST_PASSWORD)));
        }
        if (password.length() < SHORTEST_PASSWORD) {
            return Optional.of(Refusal.of("account.password-short", String.valueOf(SHORTEST_PASSWORD)));
        }
        if (Cells.isBlank(password)) {
            return Optional.of(Refusal.of("account.password-blank"));
        }
        if (password.length() > LONGEST_PASSWORD) {
            return Optional.of(Refusal.of("account.password-long", String.valueOf(LONGEST_PASSWORD)));
        }
        return password.getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD_BYTES
                ? Optional.of(Refusal.of("account.password-bytes"))
                : Optional.empty();
    }
}
