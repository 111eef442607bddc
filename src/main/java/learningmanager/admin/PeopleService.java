package learningmanager.admin;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import learningmanager.account.AccountLinkService;
import learningmanager.audit.AuditAction;
import learningmanager.audit.AuditEvent;
import learningmanager.audit.AuditLog;
import learningmanager.base.AccountId;
import learningmanager.base.Changes;
import learningmanager.base.Columns;
import learningmanager.base.EmailAddress;
import learningmanager.base.Id;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.Parsed;
import learningmanager.base.ProgramId;
import learningmanager.base.Refusal;
import learningmanager.base.Slice;
import learningmanager.security.Account;
import learningmanager.security.AccountService;
import learningmanager.security.Permission;
import learningmanager.security.Permissions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * People and their permissions. For platform administrators; for others there is nothing here. What is given or withdrawn holds at
 * once, in windows that are open too.
 */
@Service
@Transactional
public class PeopleService {
    private static final UUID NONE = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final Administrators administrators;
    private final AccountService accounts;
    private final AccountLinkService links;
    private final Permissions permissions;
    private final AuditLog log;
    private final Changes changes;

    PeopleService(
            JdbcClient jdbc,
            Administrators administrators,
            AccountService accounts,
            AccountLinkService links,
            Permissions permissions,
            AuditLog log,
            Changes changes) {
        this.jdbc = jdbc;
        this.administrators = administrators;
        this.accounts = accounts;
        this.links = links;
        this.permissions = permissions;
        this.log = log;
        this.changes = changes;
    }

    /**
     * A page of people, by name.
     *
     * @param search part of the name or e-mail, in any case; empty for all
     * @param withPermission only those who hold one
     */
    @Transactional(readOnly = true)
    public List<Person> people(String search, boolean withPermission, Slice<Person> slice) {
        administrators.expected();
        String beyond = slice.after().isEmpty() ? "" : " and (lower(a.name), a.id) > (lower(:lastName), :lastId)";
        List<AccountId> ids = jdbc.sql("""
                        select a.id from account a where %s
                        order by lower(a.name), a.id offset :skip rows fetch next :limit rows only""".formatted(filter(search, withPermission) + beyond))
                .param("search", Columns.containing(search.toLowerCase(Locale.ROOT)))
                .param("lastName", slice.after().map(Person::name).orElse(""))
                .param("lastId", slice.after().map(last -> last.id().value()).orElse(NONE))
                .param("skip", slice.skip())
                .param("limit", slice.limit())
                .query((row, number) -> Columns.id(row, "id", AccountId::new))
                .list();
        return ids.stream().map(this::read).toList();
    }

    /** How many {@link #people} has in all. */
    @Transactional(readOnly = true)
    public int countPeople(String search, boolean withPermission) {
        administrators.expected();
        return jdbc.sql("select count(*) from account a where " + filter(search, withPermission))
                .param("search", Columns.containing(search.toLowerCase(Locale.ROOT)))
                .query(Integer.class)
                .single();
    }

    private static String filter(String search, boolean withPermission) {
        return "a.deleted_at is null"
                + (search.isEmpty()
                        ? ""
                        : " and (lower(a.name) like :search escape '!' or lower(a.email) like :search escape '!')")
                + (withPermission ? " and exists (select 1 from permission_grant g where g.account_id = a.id)" : "");
    }

    /**
     * One of them.
     *
     * @throws NotFoundException when there is no such account
     */
    @Transactional(readOnly = true)
    public Person person(AccountId id) {
        administrators.expected();
        return read(id);
    }

    private Person read(AccountId id) {
        Account account = accounts.find(id).orElseThrow(() -> new NotFoundException("account " + id));
        List<Grant> grants = jdbc.sql("""
                        select g.id, g.permission, o.name as organisation, p.title, po.name as organisation_of_program
                        from permission_grant g left join organisation o on o.id = g.organisation_id
                        left join program p on p.id = g.program_id left join organisation po on po.id = p.organisation_id
                        where g.account_id = :account order by g.permission, o.name, p.title, g.id""")
                .param("account", id.value())
                .query((row, number) -> new Grant(
                        row.getObject("id", UUID.class),
                        Permission.valueOf(row.getString("permission")),
                        row.getString("title") == null
                                ? Optional.ofNullable(row.getString("organisation"))
                                        .orElse("")
                                : row.getString("title") + ", " + row.getString("organisation_of_program")))
                .list();
        return new Person(
                id,
                account.name(),
                account.email().text(),
                grants,
                !account.hasPassword(),
                account.belongsToItsAddress());
    }

    /**
     * Makes an account for somebody, and mails them a link to set its password. Refusals: those of {@link EmailAddress} and of an
     * account's name.
     */
    public Inviting invite(String name, String emailText) {
        administrators.expected();
        Map<PersonField, Refusal> problems = new EnumMap<>(PersonField.class);
        AccountService.refusalOfName(name).ifPresent(refusal -> problems.put(PersonField.NAME, refusal));
        Parsed<EmailAddress> parsed = EmailAddress.parse(emailText);
        parsed.whyNot().ifPresent(refusal -> problems.put(PersonField.EMAIL, refusal));
        if (!problems.isEmpty()) {
            return new Inviting.Refused(problems);
        }
        EmailAddress email = parsed.orThrow();
        Optional<Account> made = accounts.open(email, name);
        if (made.isEmpty()) {
            return new Inviting.HasAccount(accounts.find(email).orElseThrow().id());
        }
        links.invite(made.get());
        record(AuditEvent.of(AuditAction.PERSON_INVITED, made.get().id(), email.text()));
        return new Inviting.Invited(made.get().id());
    }

    /**
     * Mails somebody a link to set a password who has not set one yet, or made the account without showing that the address is theirs;
     * an earlier link no longer works.
     */
    public void inviteAgain(AccountId id) {
        administrators.expected();
        Person person = read(id);
        if (!person.invited() && person.confirmed()) {
            throw new NotFoundException("open invitation of account " + id);
        }
        Account account = accounts.find(id).orElseThrow();
        links.invite(account);
        record(AuditEvent.of(AuditAction.PERSON_INVITED, id, account.email().text()));
    }

    /**
     * Gives a permission on an organisation, or on the installation. Refusals: {@code permission.held}, and
     * {@code permission.unconfirmed} where anybody may have made the account under this address.
     *
     * @throws NotFoundException when there is no such account or organisation
     */
    public Optional<Refusal> give(AccountId id, Permission permission, Optional<OrganisationId> organisation) {
        administrators.expected();
        boolean onOrganisation = permission == Permission.LEARNING_MANAGER || permission == Permission.COURSE_CREATOR;
        if (permission == Permission.PROGRAM_LEARNER_ADMIN || onOrganisation != organisation.isPresent()) {
            throw new IllegalArgumentException(permission + " is not given on that");
        }
        organisation.ifPresent(this::expect);
        return give(id, permission, organisation, Optional.empty());
    }

    /**
     * Makes somebody program learner admin of a program. Refusals: {@code permission.held}, {@code permission.unconfirmed}.
     *
     * @throws NotFoundException when there is no such account or program
     */
    public Optional<Refusal> giveOnProgram(AccountId id, ProgramId program) {
        administrators.expected();
        expect("program", program);
        return give(id, Permission.PROGRAM_LEARNER_ADMIN, Optional.empty(), Optional.of(program));
    }

    private Optional<Refusal> give(
            AccountId id, Permission permission, Optional<OrganisationId> organisation, Optional<ProgramId> program) {
        accounts.hold(id);
        if (permissions.has(id, permission, organisation, program)) {
            return Optional.of(Refusal.of("permission.held"));
        }
        if (!read(id).confirmed()) {
            return Optional.of(Refusal.of("permission.unconfirmed"));
        }
        List<Grant> before = read(id).grants();
        permissions.grant(id, permission, organisation.orElse(null), program.orElse(null));
        List<Grant> added = new ArrayList<>(read(id).grants());
        added.removeAll(before);
        AuditEvent event = AuditEvent.of(
                        AuditAction.PERMISSION_GIVEN,
                        id,
                        accounts.find(id).orElseThrow().email().text())
                .became(inWords(added.getFirst()));
        record(program.map(event::on).orElse(organisation.map(event::in).orElse(event)));
        changes.announce(id);
        return Optional.empty();
    }

    /**
     * Withdraws a permission. Refusal: {@code permission.last-administrator}, as nobody could give it back.
     *
     * @throws NotFoundException when they do not hold it
     */
    public Optional<Refusal> withdraw(AccountId id, UUID grantId) {
        AccountId me = administrators.expected().id();
        permissions.holdAdministrators();
        Person person = read(id);
        Grant grant = person.grants().stream()
                .filter(one -> one.id().equals(grantId))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("permission " + grantId));
        AuditEvent event = onTheSameAs(grantId, AuditEvent.of(AuditAction.PERMISSION_WITHDRAWN, id, person.email()));
        if (!permissions.withdraw(grantId)) {
            return Optional.of(Refusal.of("permission.last-administrator"));
        }
        // By who I was: it may have been my own.
        log.record(event.by(me).was(inWords(grant)));
        changes.announce(id);
        return Optional.empty();
    }

    /** The event, with the organisation or program that a permission is on. */
    private AuditEvent onTheSameAs(UUID grant, AuditEvent event) {
        return jdbc.sql("select organisation_id, program_id from permission_grant where id = :id")
                .param("id", grant)
                .query((row, number) -> {
                    Optional<OrganisationId> organisation =
                            Columns.optionalId(row, "organisation_id", OrganisationId::new);
                    return Columns.optionalId(row, "program_id", ProgramId::new)
                            .map(event::on)
                            .orElseGet(() -> organisation.map(event::in).orElse(event));
                })
                .optional()
                .orElse(event);
    }

    /** The programs of an organisation, by title: what a permission can be given on. */
    @Transactional(readOnly = true)
    public List<ProgramChoice> programs(OrganisationId organisation) {
        administrators.expected();
        return jdbc.sql("select id, title from program where organisation_id = :organisation order by lower(title), id")
                .param("organisation", organisation.value())
                .query((row, number) ->
                        new ProgramChoice(Columns.id(row, "id", ProgramId::new), row.getString("title")))
                .list();
    }

    private void expect(OrganisationId organisation) {
        expect("organisation", organisation);
    }

    private void expect(String table, Id id) {
        jdbc.sql("select id from %s where id = :id".formatted(table))
                .param("id", id.value())
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> new NotFoundException(table + " " + id));
    }

    private void record(AuditEvent event) {
        log.record(event.by(administrators.expected().id()));
    }

    private static String inWords(Grant grant) {
        return grant.on().isEmpty()
                ? grant.permission().name()
                : grant.permission().name() + ", " + grant.on();
    }
}
