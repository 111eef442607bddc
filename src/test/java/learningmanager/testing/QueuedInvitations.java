package learningmanager.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Invitations whose mails are queued: on PostgreSQL, beside the sample data, in one transaction. */
public final class QueuedInvitations {
    private static final List<String> STATEMENTS = List.of("""
            insert into learner (id, organisation_id, external_learner_id, version)
            select uuidv7(), o.id, '{batch}-' || n, 1 from organisation o, generate_series(1, {count}) n
            where o.name = 'Example University'""", """
            insert into invitation (id, organisation_id, program_id, learner_id, email, expires_at, sent_at, sent_by, link_id,
              link_version, version)
            select uuidv7(), l.organisation_id, r.program_id, l.id, lower(l.external_learner_id)
                || case when substr(l.external_learner_id, length('{batch}-') + 1)::int > {usual} then '@{domain}' else '@example.com' end,
              now() + interval '28 days', now(), a.id, gen_random_uuid(), 1, 1
            from learner l, program_run r, account a
            where l.external_learner_id like '{batch}-%' and r.code = 'DATA-ANALYTICS-2' and a.email = 'manager@example.org'""", """
            insert into invited_run (invitation_id, learner_id, program_id, run_id, status)
            select i.id, i.learner_id, i.program_id, r.id, 'PENDING' from invitation i, program_run r
            where i.email like lower('{batch}-%') and r.code = 'DATA-ANALYTICS-2'""", """
            insert into mail_message (id, about, program_id, recipient, status, attempts, queued_at, due_at)
            select uuidv7(), id, program_id, email, 'QUEUED', 0, now(), now() from invitation where email like lower('{batch}-%')""");

    private QueuedInvitations() {}

    /** Returns what their recipients' addresses begin with. */
    public static String queue(DataSource database, int count) throws SQLException {
        String batch = UUID.randomUUID().toString();
        queue(database, batch, count);
        return batch;
    }

    /** To {@code batch-1@example.com} and so on. */
    public static void queue(DataSource database, String batch, int count) throws SQLException {
        queue(database, batch, count, 0, "example.com");
    }

    /** The last {@code others} of them to another domain. */
    public static void queue(DataSource database, String batch, int count, int others, String domain)
            throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : STATEMENTS) {
                statement.executeUpdate(sql.replace("{batch}", batch)
                        .replace("{count}", String.valueOf(count))
                        .replace("{usual}", String.valueOf(count - others))
                        .replace("{domain}", domain));
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }
}
