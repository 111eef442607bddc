package learningmanager.owndata;

import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import learningmanager.account.AccountLinkService;
import learningmanager.base.AccountId;
import learningmanager.base.Changes;
import learningmanager.base.Columns;
import learningmanager.base.CsvLines;
import learningmanager.base.CsvLines.Column;
import learningmanager.base.DatabaseClock;
import learningmanager.base.ExpiryTime;
import learningmanager.base.NotFoundException;
import learningmanager.base.Refusal;
import learningmanager.invitation.InvitationService;
import learningmanager.learner.LearnerService;
import learningmanager.security.Account;
import learningmanager.security.AccountService;
import learningmanager.security.Permissions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is kept about the person signed in: to take along, and to leave behind (ADR 16). */
@Service
@Transactional
public class OwnDataService {
    private static final int READ_AT_ONCE = 1_000;

    /** Of learner IDs that are tied to the account alone: that an address is mine, nobody has proven. */
    private static final String EVERYTHING = """
            select 1 as part, 'permission' as what, coalesce(o.name, po.name, '') as organisation, '' as learner_id,
              coalesce(p.title, '') as program, '' as run, replace(lower(g.permission), '_', ' ') as said, '' as email,
              cast(null as timestamp with time zone) as at,
              cast(null as timestamp with time zone) as holds_until, '' as remote
            from permission_grant g left join organisation o on o.id = g.organisation_id
            left join program p on p.id = g.program_id left join organisation po on po.id = p.organisation_id
            where g.account_id = :me
            union all
            select 2, 'learner ID', o.name, l.external_learner_id, '', '', '', '', null, null, ''
            from learner l join organisation o on o.id = l.organisation_id where l.account_id = :me
            union all
            select 3, 'enrolment', o.name, l.external_learner_id, p.title, coalesce(n.name, ''), replace(lower(e.how), '_', ' '), '', e.enrolled_at, null, ''
            from learner l join organisation o on o.id = l.organisation_id join enrolment e on e.learner_id = l.id
            join program p on p.id = e.program_id left join program_run n on n.id = e.run_id where l.account_id = :me
            union all
            select 4, 'invitation', o.name, l.external_learner_id, p.title, coalesce(n.name, ''),
              case when r.status = 'PENDING' and i.expires_at <= :now then 'expired' else replace(lower(r.status), '_', ' ') end,
              coalesce(i.email, ''), i.sent_at, i.expires_at, ''
            from learner l join organisation o on o.id = l.organisation_id join invited_run r on r.learner_id = l.id
            join invitation i on i.id = r.invitation_id join program p on p.id = i.program_id
            left join program_run n on n.id = r.run_id where l.account_id = :me
            union all
            select 5, 'mail', o.name, l.external_learner_id, p.title, '', replace(lower(m.status), '_', ' '), m.recipient,
              coalesce(m.sent_at, m.queued_at), null, ''
            from learner l join organisation o on o.id = l.organisation_id join invitation i on i.learner_id = l.id
            join program p on p.id = i.program_id join mail_message m on m.about = i.id where l.account_id = :me
            union all
            select 6, 'upload', o.name, '', '', '', u.file_name, '', u.created_at, null, ''
            from upload u join organisation o on o.id = u.organisation_id where u.owner_id = :me
            union all
            select 7, 'import', o.name, '', '', '', c.file_name, '', c.uploaded_at, null, ''
            from course_import c join organisation o on o.id = c.organisation_id where c.owner_id = :me
            union all
            select 8, 'done', coalesce(o.name, ''), '', coalesce(p.title, ''), coalesce(n.name, ''),
              replace(lower(e.action), '_', ' '), '', e.at, null, coalesce(e.remote_address, '')
            from audit_event e left join organisation o on o.id = e.organisation_id left join program p on p.id = e.program_id
            left join program_run n on n.id = e.run_id where e.account_id = :me
            union all
            select 9, 'done to the account', coalesce(o.name, ''), '', coalesce(p.title, ''), '',
              replace(lower(e.action), '_', ' ') || coalesce(', was ' || e.was, '') || coalesce(', became ' || e.became, ''), '', e.at, null, ''
            from audit_event e left join organisation o on o.id = e.organisation_id left join program p on p.id = e.program_id
            where e.subject_id = :me and (e.account_id is null or e.account_id <> :me)
            union all
            select 10, 'mail', '', '', '', '', replace(lower(m.status), '_', ' '), m.recipient, coalesce(m.sent_at, m.queued_at), null, ''
            from account_link k join mail_message m on m.about = k.id where k.account_id = :me
            order by 1, 3, 4, 9, 5, 6, 7""";

    private final JdbcClient jdbc;
    private final AccountService accounts;
    private final AccountLinkService links;
    private final Permissions permissions;
    private final LearnerService learners;
    private final InvitationService invitations;
    private final Changes changes;
    private final DatabaseClock clock;

    OwnDataService(
            JdbcClient jdbc,
            AccountService accounts,
            AccountLinkService links,
            Permissions permissions,
            LearnerService learners,
            InvitationService invitations,
            Changes changes,
            DatabaseClock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.links = links;
        this.permissions = permissions;
        this.learners = learners;
        this.invitations = invitations;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Writes all that is kept about me as a CSV file, streaming; closes the stream. Times are UTC.
     *
     * @throws NotFoundException when nobody is signed in
     */
    @Transactional(readOnly = true)
    public void writeFile(OutputStream out) {
        AccountId id = permissions.me().id();
        Account me = accounts.find(id).orElseThrow(() -> new NotFoundException("account " + id));
        try (CsvLines lines = new CsvLines(
                out,
                Column.text("what"),
                Column.text("organisation"),
                Column.text("learner_id"),
                Column.text("program"),
                Column.text("run"),
                Column.text("text"),
                Column.text("email"),
                Column.figure("at_utc"),
                Column.figure("until_utc"),
                Column.text("from"))) {
            lines.write("account", "", "", "", "", me.name(), me.email().text(), "", "", "");
            jdbc.sql(EVERYTHING)
                    .param("me", id.value())
                    .param("now", Columns.at(clock.now()))
                    .withFetchSize(READ_AT_ONCE)
                    .query(row -> {
                        lines.write(cells(row));
                    });
        }
    }

    private static String[] cells(ResultSet row) throws SQLException {
        return new String[] {
            row.getString("what"),
            row.getString("organisation"),
            row.getString("learner_id"),
            row.getString("program"),
            row.getString("run"),
            row.getString("said"),
            row.getString("email"),
            time(row, "at"),
            time(row, "holds_until"),
            row.getString("remote")
        };
    }

    private static String time(ResultSet row, String column) throws SQLException {
        return Columns.optionalInstant(row, column)
                .map(at -> new ExpiryTime(at).toString())
                .orElse("");
    }

    /**
     * Deletes my account, and ends all its sessions: my name, address and password are gone. My learner IDs are free again, with all that
     * they hold, so that the organisations' numbers stay true; what they uploaded and did not send or add is thrown away
     * soon after. Refusals: those of {@link AccountService#refusalOfMyPassword}, {@code account.last-administrator}.
     *
     * @throws NotFoundException when nobody is signed in
     */
    public Optional<Refusal> deleteMyAccount(String password) {
        AccountId me = permissions.me().id();
        Optional<Refusal> refusal = accounts.refusalOfMyPassword(password);
        if (refusal.isPresent()) {
            return refusal;
        }
        // The learners first and then the account, as who accepts does.
        learners.lockEach("select l.id from learner l where l.account_id = :me", Map.of("me", me.value()));
        accounts.hold(me);
        String could = permissionsInWords(me);
        if (!permissions.withdrawAll(me)) {
            return Optional.of(Refusal.of("account.last-administrator"));
        }
        invitations.forgetAddresses(me);
        learners.release(me);
        links.forget(me);
        accounts.close(me, could);
        changes.announce(me);
        return Optional.empty();
    }

    private String permissionsInWords(AccountId account) {
        List<String> permitted = jdbc.sql("""
                        select g.permission, coalesce(p.title, o.name, '') as place from permission_grant g
                        left join organisation o on o.id = g.organisation_id left join program p on p.id = g.program_id
                        where g.account_id = :account order by g.id""")
                .param("account", account.value())
                .query((row, number) -> row.getString("place").isEmpty()
                        ? row.getString("permission")
                        : row.getString("permission") + ", " + row.getString("place"))
                .list();
        return permitted.stream().collect(Collectors.joining(" · "));
    }
}
