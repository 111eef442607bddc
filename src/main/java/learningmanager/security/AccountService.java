package learningmanager.security;

import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import learningmanager.audit.AuditAction;
import learningmanager.audit.AuditEvent;
import learningmanager.audit.AuditLog;
import learningmanager.base.AccountId;
import learningmanager.base.Cells;
import learningmanager.base.Changes;
import learningmanager.base.Columns;
import learningmanager.base.DatabaseClock;
import learningmanager.base.EmailAddress;
import learningmanager.base.NotFoundException;
import learningmanager.base.Parsed;
import learningmanager.base.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The accounts of this installation.
 *
 * <p>The methods that need a transaction of the caller's are for features that made sure whose account it is, by a link or a
 * permission.
 */
@Service
public class AccountService implements UserDetailsService {
    /** Characters; NIST SP 800-63B-4 3.1.1.2 and, as an upper bound, what bcrypt reads (72 bytes). */
    public static final int SHORTEST_PASSWORD = 8;

    public static final int LONGEST_PASSWORD = 64;
    private static final int LONGEST_PASSWORD_BYTES = 72;
    public static final int LONGEST_NAME = 200;

    private final AccountRepository accounts;
    private final PasswordEncoder passwords;
    private final SignInThrottle throttle;
    private final Permissions permissions;
    private final AuditLog log;
    private final JdbcClient jdbc;
    private final DatabaseClock clock;
    private final ApplicationEventPublisher events;
    private final Changes changes;

    AccountService(
            AccountRepository accounts,
            PasswordEncoder passwords,
            SignInThrottle throttle,
            Permissions permissions,
            AuditLog log,
            JdbcClient jdbc,
            DatabaseClock clock,
            ApplicationEventPublisher events,
            Changes changes) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.permissions = permissions;
        this.log = log;
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
        this.changes = changes;
    }

    @Override
    @Transactional(readOnly = true)
    public SignedIn loadUserByUsername(String email) {
        return accounts.findByKey(EmailAddress.keyOf(email))
                .map(SignedIn::of)
                .orElseThrow(() -> new UsernameNotFoundException("no such account"));
    }

    /** The account, where it is there and not deleted; for features that know whose it is. */
    @Transactional(readOnly = true)
    public Optional<Account> find(AccountId id) {
        return accounts.findById(id).filter(account -> !account.isDeleted());
    }

    /** The account that signs in with the address, if any. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Optional<Account> find(EmailAddress email) {
        return accounts.findByKey(email.key());
    }

    /** Whether the session of this sign-in goes on: its account is there, and was not signed out everywhere since. */
    @Transactional(readOnly = true)
    public boolean isCurrent(SignedIn person) {
        return jdbc.sql("select session_no from account where id = :id")
                .param("id", person.id().value())
                .query(Integer.class)
                .optional()
                .filter(number -> number == person.sessionNo())
                .isPresent();
    }

    /**
     * Makes an account, for features that know who asks for it: by a link. Refusals: those of {@link #refusals}, and {@code account.email-taken}.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Parsed<SignedIn> register(EmailAddress email, String name, String password) {
        Optional<Refusal> refusal =
                refusals(email.text(), name, password).values().stream().findFirst();
        if (refusal.isPresent()) {
            return new Parsed.Wrong<>(refusal.get());
        }
        Optional<Account> made = insert(Account.of(email, Cells.strip(name), passwords.encode(password), clock.now()));
        made.ifPresent(account -> record(AuditAction.ACCOUNT_MADE, account));
        return made.map(account -> Parsed.right(SignedIn.of(account)))
                .orElseGet(() -> Parsed.wrong("account.email-taken"));
    }

    /** Makes an account whose password nobody knows yet; none where the address has one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Account> open(EmailAddress email, String name) {
        return insert(Account.without(
                email, Cells.strip(name), passwords.encode(UUID.randomUUID().toString())));
    }

    /** In one statement, as one that fails would take a transaction of PostgreSQL's with it. */
    private Optional<Account> insert(Account account) {
        int inserted = jdbc.sql("""
                        insert into account (id, email, name, password_hash, session_no, password_set_at, version)
                        select :id, :email, :name, :hash, :session, cast(:set as timestamp with time zone), 1 where not exists
                          (select 1 from account where lower(email) = lower(:email)) on conflict do nothing""")
                .param("id", account.id().value())
                .param("email", account.email().text())
                .param("name", account.name())
                .param("hash", account.passwordHash())
                .param("session", account.sessionNo())
                .param(
                        "set",
                        Optional.ofNullable(account.passwordSetAt())
                                .map(Columns::at)
                                .orElse(null),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        return inserted == 1 ? accounts.findById(account.id()) : Optional.empty();
    }

    /**
     * Changes my password, and ends all my sessions but the one that goes on with the answer. Refusals: those of
     * {@link #refusalOfMyPassword} for the one I have, and those of {@link #refusals} and {@code account.password-same} for the one I
     * want.
     */
    @Transactional
    public PasswordChange changePassword(String current, String wanted) {
        Account me = mine();
        Map<AccountField, Refusal> problems = new EnumMap<>(AccountField.class);
        refusalOfMyPassword(current).ifPresent(refusal -> problems.put(AccountField.CURRENT_PASSWORD, refusal));
        refusalOfPassword(wanted, me.email().text(), me.name())
                .ifPresent(refusal -> problems.put(AccountField.PASSWORD, refusal));
        if (problems.isEmpty() && wanted.equals(current)) {
            problems.put(AccountField.PASSWORD, Refusal.of("account.password-same"));
        }
        return problems.isEmpty()
                ? new PasswordChange.Changed(setPassword(me.id(), wanted))
                : new PasswordChange.Refused(problems);
    }

    /**
     * Why it is not taken for my password, if so: {@code account.throttled} where too many were tried, which is counted here;
     * {@code account.password-wrong}.
     */
    @Transactional(readOnly = true)
    public Optional<Refusal> refusalOfMyPassword(String password) {
        Account me = mine();
        if (!throttle.mayGuessOwn(me.id())) {
            return Optional.of(Refusal.of("account.throttled"));
        }
        return passwords.matches(password, me.passwordHash())
                ? Optional.empty()
                : Optional.of(Refusal.of("account.password-wrong"));
    }

    /** Whether it is an account's password. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public boolean isPassword(AccountId id, String password) {
        return find(id).filter(account -> passwords.matches(password, account.passwordHash()))
                .isPresent();
    }

    /** Ends all my sessions, this one too. */
    @Transactional
    public void signOutEverywhere() {
        Account me = accounts.save(mine().signedOutEverywhere());
        sessionsEnded(me.id());
        record(AuditAction.SIGNED_OUT_EVERYWHERE, me);
    }

    /** What else led into the account ends with them, and the windows that are open give way. */
    private void sessionsEnded(AccountId account) {
        events.publishEvent(new SessionsEnded(account));
        changes.announce(account);
    }

    /** Gives an account another password, which was checked, and ends its sessions. */
    @Transactional(propagation = Propagation.MANDATORY)
    public SignedIn setPassword(AccountId id, String password) {
        Account account = accounts.save(
                accounts.findById(id).orElseThrow().withPassword(passwords.encode(password), clock.now()));
        sessionsEnded(id);
        record(AuditAction.PASSWORD_CHANGED, account);
        return SignedIn.of(account);
    }

    /**
     * Makes whoever else would do something to the account wait until the caller's transaction ends (ADR 18).
     *
     * @throws NotFoundException when it is not there or deleted
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(AccountId id) {
        int held = jdbc.sql("update account set version = version where id = :id and deleted_at is null")
                .param("id", id.value())
                .update();
        if (held == 0) {
            throw new NotFoundException("account " + id);
        }
    }

    /**
     * Deletes an account: it has no name, no address and no password any more, and its sessions end. The row stays, for what refers to
     * it.
     *
     * @param could the permissions that it held, in words; empty for none
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(AccountId id, String could) {
        Account deleted = accounts.findById(id)
                .orElseThrow()
                .deleted(passwords.encode(UUID.randomUUID().toString()), clock.now());
        AuditEvent event = AuditEvent.of(
                        AuditAction.ACCOUNT_DELETED, id, deleted.email().text())
                .by(id);
        // First: the log says by which address it was done.
        log.record(could.isEmpty() ? event : event.was(could));
        accounts.save(deleted);
    }

    /** Puts down that an account's person is known to get its address's mails, or is who runs the installation. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void prove(AccountId id) {
        accounts.save(accounts.findById(id).orElseThrow().proven(clock.now()));
    }

    /** Calls an account's person otherwise. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rename(AccountId id, String name) {
        Account before = accounts.findById(id).orElseThrow();
        String now = Cells.strip(name);
        if (!before.name().equals(now)) {
            log.record(
                    AuditEvent.of(AuditAction.NAME_CHANGED, id, before.email().text())
                            .by(id)
                            .was(before.name())
                            .became(now));
            accounts.save(before.withName(now));
        }
    }

    /** Gives an account another address to sign in with, which was found to be its person's, and ends its sessions; not where another account has that. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean changeEmail(AccountId id, EmailAddress email) {
        Account account = accounts.findById(id).orElseThrow();
        boolean taken = accounts.findByKey(email.key())
                .filter(other -> !other.id().equals(id))
                .isPresent();
        if (!taken) {
            log.record(
                    AuditEvent.of(AuditAction.EMAIL_CHANGED, id, account.email().text())
                            .by(id)
                            .was(account.email().text())
                            .became(email.text()));
            accounts.save(account.withEmail(email).proven(clock.now()));
            sessionsEnded(id);
        }
        return !taken;
    }

    private void record(AuditAction action, Account account) {
        log.record(AuditEvent.of(action, account.id(), account.email().text()).by(account.id()));
    }

    private Account mine() {
        return find(permissions.me().id()).orElseThrow(() -> new NotFoundException("my account"));
    }

    /**
     * All that is wrong with a name and a password for an account, the name first; more may be put beside it. Refusals: those of
     * {@link #refusalOfName} and {@link #refusalOfPassword}.
     *
     * @param email the account's address as it was written, also where it is none
     */
    public static Map<AccountField, Refusal> refusals(String email, String name, String password) {
        Map<AccountField, Refusal> wrong = new EnumMap<>(AccountField.class);
        refusalOfName(name).ifPresent(refusal -> wrong.put(AccountField.NAME, refusal));
        refusalOfPassword(password, email, name).ifPresent(refusal -> wrong.put(AccountField.PASSWORD, refusal));
        return wrong;
    }

    /**
     * Why this is no name for an account, if so: {@code account.name-missing}, {@code account.name-too-long} (the limit),
     * {@code name.control-character}.
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
                ? Optional.of(Refusal.of("name.control-character"))
                : Optional.empty();
    }

    /**
     * Why this is no password for an account, if so: {@code account.password-missing} and {@code account.password-short} (the least
     * length each), {@code account.password-blank}, {@code account.password-long} (the limit), {@code account.password-bytes},
     * {@code account.password-own} (it is the address or the name), {@code account.password-common}.
     */
    private static Optional<Refusal> refusalOfPassword(String password, String email, String name) {
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
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD_BYTES) {
            return Optional.of(Refusal.of("account.password-bytes"));
        }
        if (OwnPasswords.has(password, email, name)) {
            return Optional.of(Refusal.of("account.password-own"));
        }
        return CommonPasswords.has(password) ? Optional.of(Refusal.of("account.password-common")) : Optional.empty();
    }
}
