package learningmanager.security;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import learningmanager.base.AccountId;
import learningmanager.base.Columns;
import learningmanager.base.Id;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers "who am I" and "may I", for the person signed in on this thread. Reads the grants each time it is asked, so that a
 * withdrawn permission ends at once.
 *
 * <p>The methods that need a transaction of the caller's are for features that asked before.
 */
@Service
public class Permissions {
    private final JdbcClient jdbc;

    Permissions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who is signed in, or none. */
    public Optional<SignedIn> whoIsSignedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn
                ? Optional.of(signedIn)
                : Optional.empty();
    }

    /**
     * Who is signed in.
     *
     * @throws NotFoundException when nobody is
     */
    public SignedIn me() {
        return whoIsSignedIn().orElseThrow(() -> new NotFoundException("nobody is signed in"));
    }

    /** Whether the account is that of whoever is signed in. */
    public boolean isMe(AccountId account) {
        return whoIsSignedIn().filter(me -> me.id().equals(account)).isPresent();
    }

    /** How far my permissions go. */
    @Transactional(readOnly = true)
    public Reach reach() {
        return whoIsSignedIn().map(me -> reachOf(me.id())).orElse(Reach.NOTHING);
    }

    /** How far the account's permissions go. */
    @Transactional(readOnly = true)
    public Reach reachOf(AccountId account) {
        Set<OrganisationId> organisations = new HashSet<>();
        Set<ProgramId> programs = new HashSet<>();
        Set<OrganisationId> courses = new HashSet<>();
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        jdbc.sql("select permission, organisation_id, program_id from permission_grant where account_id = :account")
                .param("account", account.value())
                .query(row -> {
                    Permission permission = Permission.valueOf(row.getString("permission"));
                    all.add(permission);
                    switch (permission) {
                        case LEARNING_MANAGER ->
                            organisations.add(new OrganisationId(row.getObject("organisation_id", UUID.class)));
                        case PROGRAM_LEARNER_ADMIN ->
                            programs.add(new ProgramId(row.getObject("program_id", UUID.class)));
                        case COURSE_CREATOR ->
                            courses.add(new OrganisationId(row.getObject("organisation_id", UUID.class)));
                        case PLATFORM_ADMINISTRATOR -> {}
                    }
                });
        return new Reach(organisations, programs, courses, all);
    }

    /**
     * Gives a permission; who holds it already goes on holding it once.
     *
     * @return whether it was not held before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean grant(
            AccountId account,
            Permission permission,
            @Nullable OrganisationId organisation,
            @Nullable ProgramId program) {
        return jdbc.sql("""
                        insert into permission_grant (id, account_id, permission, organisation_id, program_id)
                        values (:id, :account, :permission, :organisation, :program) on conflict do nothing""")
                        .param("id", Id.nextValue())
                        .param("account", account.value())
                        .param("permission", permission.name())
                        .param("organisation", organisation == null ? null : organisation.value(), java.sql.Types.OTHER)
                        .param("program", program == null ? null : program.value(), java.sql.Types.OTHER)
                        .update()
                == 1;
    }

    /** Whether the account holds the permission on exactly that. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public boolean has(
            AccountId account,
            Permission permission,
            Optional<OrganisationId> organisation,
            Optional<ProgramId> program) {
        return jdbc.sql("""
                        select organisation_id, program_id from permission_grant
                        where account_id = :account and permission = :permission""")
                .param("account", account.value())
                .param("permission", permission.name())
                .query((row, number) -> Columns.optionalId(row, "organisation_id", OrganisationId::new)
                                .equals(organisation)
                        && Columns.optionalId(row, "program_id", ProgramId::new).equals(program))
                .list()
                .contains(true);
    }

    /** Takes a permission back, after {@link #holdAdministrators}; not from the last platform administrator. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean withdraw(UUID grant) {
        return jdbc.sql("""
                        delete from permission_grant where id = :id and (permission <> 'PLATFORM_ADMINISTRATOR' or exists
                          (select 1 from permission_grant o where o.permission = 'PLATFORM_ADMINISTRATOR' and o.id <> :id))""").param("id", grant).update() == 1;
    }

    /**
     * Two who withdraw each other's, or give theirs up, at the same instant wait for one another: held in order, then by writing
     * (ADR 18).
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void holdAdministrators() {
        jdbc.sql("select id from permission_grant where permission = 'PLATFORM_ADMINISTRATOR' order by id for update")
                .query(row -> {});
        jdbc.sql("update permission_grant set permission = permission where permission = 'PLATFORM_ADMINISTRATOR'")
                .update();
    }

    /** Takes all permissions of an account back; none where it is the last platform administrator's. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean withdrawAll(AccountId account) {
        holdAdministrators();
        List<AccountId> administrators = jdbc.sql(
                        "select account_id from permission_grant where permission = 'PLATFORM_ADMINISTRATOR'")
                .query((row, number) -> Columns.id(row, "account_id", AccountId::new))
                .list();
        if (!administrators.isEmpty() && administrators.stream().allMatch(account::equals)) {
            return false;
        }
        jdbc.sql("delete from permission_grant where account_id = :account")
                .param("account", account.value())
                .update();
        return true;
    }
}
