package learningmanager.account;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import learningmanager.audit.AuditAction;
import learningmanager.audit.AuditEvent;
import learningmanager.audit.AuditLog;
import learningmanager.base.AccountId;
import learningmanager.base.Columns;
import learningmanager.base.DatabaseClock;
import learningmanager.base.EmailAddress;
import learningmanager.base.Id;
import learningmanager.base.Parsed;
import learningmanager.base.Refusal;
import learningmanager.mail.MailService;
import learningmanager.security.Account;
import learningmanager.security.AccountField;
import learningmanager.security.AccountService;
import learningmanager.security.Permission;
import learningmanager.security.Permissions;
import learningmanager.security.SessionsEnded;
import learningmanager.security.SignInThrottle;
import learningmanager.security.SignedIn;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is done by a one-time link: the first administrator, a new account, the first password of who was invited, another password,
 * another address. Opening a link changes nothing, as mail scanners open links.
 */
@Service
@Transactional
public class AccountLinkService {
    /** Of a link's address; its token follows. */
    public static final String PATH = "/account-link/";

    /** The link is for another account than the one that is signed in, or nobody is. */
    public static final String NOT_WHO_ASKED = "account.not-who-asked";

    private final AccountLinks links;
    private final AccountService accounts;
    private final Permissions permissions;
    private final MailService mails;
    private final SchedulerClient scheduler;
    private final SignInThrottle throttle;
    private final AuditLog log;
    private final JdbcClient jdbc;
    private final DatabaseClock clock;

    AccountLinkService(
            AccountLinks links,
            AccountService accounts,
            Permissions permissions,
            MailService mails,
            SchedulerClient scheduler,
            SignInThrottle throttle,
            AuditLog log,
            JdbcClient jdbc,
            DatabaseClock clock) {
        this.links = links;
        this.accounts = accounts;
        this.permissions = permissions;
        this.mails = mails;
        this.scheduler = scheduler;
        this.throttle = throttle;
        this.log = log;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What the link is for, or why it cannot be used; who made one up is told nothing, and not without end.
     *
     * @param from the network address that it is opened from
     */
    @Transactional(readOnly = true)
    public OpenedLink look(String token, String from) {
        OpenedLink opened = look(token);
        return opened instanceof OpenedLink.NotValid && !throttle.mayAsk("link", from)
                ? new OpenedLink.TooOften()
                : opened;
    }

    OpenedLink look(String token) {
        return links.read(token).map(this::look).orElseGet(OpenedLink.NotValid::new);
    }

    private OpenedLink look(AccountLinks.Genuine link) {
        if (link.purpose() == LinkPurpose.FIRST_ADMINISTRATOR && hasAdministrator()) {
            return new OpenedLink.Over(link.purpose(), OpenedLink.Why.NOT_NEEDED);
        }
        return links.find(link.id())
                .map(AccountLinkService::opened)
                .orElseGet(() -> new OpenedLink.Over(link.purpose(), links.whyOver(link.id())));
    }

    private static OpenedLink opened(AccountLink link) {
        return link.purpose() == LinkPurpose.NEW_ACCOUNT && link.hasAccount()
                ? new OpenedLink.Over(link.purpose(), OpenedLink.Why.HAS_ACCOUNT)
                : new OpenedLink.Holding(link);
    }

    private Optional<AccountLink> holding(String token, LinkPurpose... purposes) {
        return look(token) instanceof OpenedLink.Holding(AccountLink link)
                        && List.of(purposes).contains(link.purpose())
                ? Optional.of(link)
                : Optional.empty();
    }

    /**
     * Asks for a link to set another password. The answer does not depend on whether there is such an account: both write the same
     * one row, and what comes of it is a job's matter. Refusal: {@code account.throttled}.
     *
     * @param from the network address that it is asked from
     */
    public Optional<Refusal> forgotPassword(EmailAddress email, String from) {
        if (!mayAsk("password", email, from)) {
            return Optional.of(Refusal.of("account.throttled"));
        }
        scheduler.schedule(
                PasswordLinkTask.DESCRIPTOR
                        .instance(Id.nextValue().toString())
                        .data(email.text())
                        .build(),
                Instant.now());
        return Optional.empty();
    }

    private boolean mayAsk(String what, EmailAddress email, String from) {
        return throttle.mayAsk(what, from) && throttle.mayMail(what, email);
    }

    /**
     * Asks for an account under an address. The answer does not depend on whether it has one: nobody looks for it before the mail is
     * written, which tells only who gets the address's mails. Refusal: {@code account.throttled}.
     *
     * @param from the network address that it is asked from; for who came by an invitation, its token: a lecture hall accepts behind
     *     one address
     */
    public Optional<Refusal> askForAccount(EmailAddress email, String from) {
        if (!mayAsk("account", email, from)) {
            return Optional.of(Refusal.of("account.throttled"));
        }
        mails.queue(email, links.make(LinkPurpose.NEW_ACCOUNT, Optional.empty(), Optional.of(email)));
        return Optional.empty();
    }

    /** Mails the link, where there is such an account. */
    void sendPasswordLink(EmailAddress email) {
        accounts.find(email)
                .ifPresent(account ->
                        mails.queue(account.email(), newLink(LinkPurpose.PASSWORD, account.id(), Optional.empty())));
    }

    /** Mails a link to set a password to somebody whose account an administrator opened, in place of an earlier one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void invite(Account account) {
        mails.queue(account.email(), newLink(LinkPurpose.INVITED, account.id(), Optional.empty()));
    }

    /**
     * Asks for another address to sign in with: it gets a link by which that is confirmed. Refusals: those of
     * {@link AccountService#refusalOfMyPassword} and of {@link EmailAddress}, {@code account.email-same}, {@code account.throttled} where too many were mailed there; none
     * when the link is on its way.
     */
    public Map<AccountField, Refusal> changeEmail(String emailText, String password) {
        SignedIn me = permissions.me();
        Map<AccountField, Refusal> problems = new EnumMap<>(AccountField.class);
        Parsed<EmailAddress> wanted = EmailAddress.parse(emailText);
        wanted.whyNot()
                .or(() -> me.email().key().equals(wanted.orThrow().key())
                        ? Optional.of(Refusal.of("account.email-same"))
                        : Optional.empty())
                .ifPresent(refusal -> problems.put(AccountField.EMAIL, refusal));
        accounts.refusalOfMyPassword(password)
                .ifPresent(refusal -> problems.put(AccountField.CURRENT_PASSWORD, refusal));
        if (problems.isEmpty() && !throttle.mayMail("email", wanted.orThrow())) {
            problems.put(AccountField.EMAIL, Refusal.of("account.throttled"));
        }
        if (problems.isEmpty()) {
            mails.queue(wanted.orThrow(), newLink(LinkPurpose.EMAIL, me.id(), wanted.toOptional()));
        }
        return problems;
    }

    /**
     * Sets the password by a link, which is used up by that, and ends the account's other sessions. Refusals: {@code account.link-over},
     * those of a name and of a password.
     */
    public Parsed<SignedIn> setPassword(String token, String name, String password) {
        Optional<AccountLink> link = holding(token, LinkPurpose.PASSWORD, LinkPurpose.INVITED);
        if (link.isEmpty()) {
            return Parsed.wrong("account.link-over");
        }
        Optional<Refusal> refusal = AccountService.refusals(emailOf(link.get()), name, password).values().stream()
                .findFirst();
        if (refusal.isPresent()) {
            return new Parsed.Wrong<>(refusal.get());
        }
        AccountId account = link.get().account().orElseThrow();
        if (!links.use(link.get(), account)) {
            return Parsed.wrong("account.link-over");
        }
        accounts.rename(account, name);
        accounts.prove(account);
        return Parsed.right(accounts.setPassword(account, password));
    }

    private static String emailOf(AccountLink link) {
        return link.email().map(EmailAddress::text).orElse("");
    }

    /**
     * Makes the account that a link is for, which is used up by that. Refusals: {@code account.link-over}, and those of
     * {@link AccountService#register}.
     */
    public Parsed<SignedIn> makeAccount(String token, String name, String password) {
        Optional<AccountLink> link = holding(token, LinkPurpose.NEW_ACCOUNT);
        return link.isEmpty()
                ? Parsed.wrong("account.link-over")
                : register(link.get(), link.get().email().orElseThrow(), name, password);
    }

    /** An account of a person who is known to get its address's mails, or to run the installation, by a link that is used up. */
    private Parsed<SignedIn> register(AccountLink link, EmailAddress email, String name, String password) {
        Parsed<SignedIn> made = accounts.register(email, name, password);
        made.toOptional().ifPresent(person -> {
            if (!links.use(link, person.id())) {
                throw new IllegalStateException("The link was used at this same moment");
            }
            accounts.prove(person.id());
        });
        return made;
    }

    /**
     * Confirms the address by a link; the address before is told of it. Only who asked for it can, signed in: whoever else opens the
     * link would hand their own address to another person's account. Refusals: {@code account.link-over};
     * {@value #NOT_WHO_ASKED} and {@code account.email-taken}, after which the link goes on working until its time is over.
     */
    public Optional<Refusal> confirmEmail(String token) {
        Optional<AccountLink> link = holding(token, LinkPurpose.EMAIL);
        if (link.isEmpty()) {
            return Optional.of(Refusal.of("account.link-over"));
        }
        AccountId account = link.get().account().orElseThrow();
        if (!permissions.isMe(account)) {
            return Optional.of(Refusal.of(NOT_WHO_ASKED));
        }
        EmailAddress wanted = link.get().email().orElseThrow();
        if (accounts.find(wanted).filter(other -> !other.id().equals(account)).isPresent()) {
            return Optional.of(Refusal.of("account.email-taken"));
        }
        if (!links.use(link.get(), account)) {
            return Optional.of(Refusal.of("account.link-over"));
        }
        Optional<EmailAddress> before = accounts.find(account).map(Account::email);
        if (!accounts.changeEmail(account, wanted)) {
            return Optional.of(Refusal.of("account.email-taken"));
        }
        before.ifPresent(address -> {
            links.tell(link.get(), address);
            mails.queue(address, link.get().id());
        });
        return Optional.empty();
    }

    /**
     * Makes the first platform administrator by the link of the log. Refusals: {@code account.link-over}, and those of
     * {@link AccountService#register}.
     */
    public Parsed<SignedIn> makeFirstAdministrator(String token, EmailAddress email, String name, String password) {
        Optional<AccountLink> link = holding(token, LinkPurpose.FIRST_ADMINISTRATOR);
        if (link.isEmpty()) {
            return Parsed.wrong("account.link-over");
        }
        Parsed<SignedIn> made = register(link.get(), email, name, password);
        made.toOptional().ifPresent(person -> makeAdministrator(person.id(), email));
        return made;
    }

    /** Whether anybody may administer this installation. */
    @Transactional(readOnly = true)
    boolean hasAdministrator() {
        return jdbc.sql("select count(*) from permission_grant where permission = 'PLATFORM_ADMINISTRATOR'")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The address by which the first administrator is made. */
    String firstAdministratorLink() {
        UUID id = links.make(LinkPurpose.FIRST_ADMINISTRATOR, Optional.empty(), Optional.empty());
        return links.addressOf(id, LinkPurpose.FIRST_ADMINISTRATOR);
    }

    /**
     * Makes the first administrator as the configuration says. An account that is there already must have that password: anybody may
     * have made one under this address before. Two nodes that start together both find it done. Refusals: those of
     * {@link AccountService#register}, and {@code account.password-wrong}.
     */
    Parsed<AccountId> makeFirstAdministrator(EmailAddress email, String password) {
        Parsed<AccountId> account = switch (accounts.register(email, email.text(), password)) {
            case Parsed.Right<SignedIn>(SignedIn person) -> Parsed.right(person.id());
            case Parsed.Wrong<SignedIn>(Refusal refusal) ->
                accounts.find(email)
                        .map(known -> withPassword(known, password))
                        .orElseGet(() -> new Parsed.Wrong<>(refusal));
        };
        account.toOptional().ifPresent(id -> {
            accounts.prove(id);
            makeAdministrator(id, email);
        });
        return account;
    }

    /** By nobody who is signed in: by a link of the log, or the configuration. */
    private void makeAdministrator(AccountId id, EmailAddress email) {
        if (permissions.grant(id, Permission.PLATFORM_ADMINISTRATOR, null, null)) {
            log.record(AuditEvent.of(AuditAction.PERMISSION_GIVEN, id, email.text())
                    .became(Permission.PLATFORM_ADMINISTRATOR.name()));
        }
    }

    private Parsed<AccountId> withPassword(Account known, String password) {
        return accounts.isPassword(known.id(), password)
                ? Parsed.right(known.id())
                : Parsed.wrong("account.password-wrong");
    }

    /** The mail of one whose place it takes needs no recipient any more. */
    private UUID newLink(LinkPurpose purpose, AccountId account, Optional<EmailAddress> email) {
        if (purpose.endsByANewerOne()) {
            mails.forgetRecipients("""
                    select k.id as about from account_link k
                    where k.account_id = :account and k.purpose = :purpose and k.used_at is null""", Map.of("account", account.value(), "purpose", purpose.name()));
        }
        return links.make(purpose, Optional.of(account), email);
    }

    /** Whoever has a link from before shall not get in by it: who changes the password may do so as somebody else has read a mail. */
    @EventListener
    void voidUnused(SessionsEnded ended) {
        Map<String, ?> account = Map.of("account", ended.account().value());
        String unused = "account_link k where k.account_id = :account and k.used_at is null";
        mails.forgetRecipients("select k.id as about from " + unused, account);
        jdbc.sql("delete from " + unused).params(account).update();
    }

    /** Throws all links of an account away, and the addresses that they were sent to. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(AccountId account) {
        Map<String, ?> parameters = Map.of("account", account.value());
        String its = """
                account_link k where k.account_id = :account or lower(k.email) =
                  (select lower(a.email) from account a where a.id = :account)""";
        mails.forgetRecipients("select k.id as about from " + its, parameters);
        jdbc.sql("delete from " + its).params(parameters).update();
    }

    /** Throws links away that are over, and the addresses that they were sent to. */
    int cleanUp() {
        OffsetDateTime before = Columns.at(clock.now().minus(Duration.ofDays(1)));
        mails.forgetRecipients(
                "select k.id as about from account_link k where k.expires_at < :before", Map.of("before", before));
        return jdbc.sql("delete from account_link where expires_at < :before")
                .param("before", before)
                .update();
    }
}
