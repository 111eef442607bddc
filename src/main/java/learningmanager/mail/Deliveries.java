package learningmanager.mail;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.Columns;
import learningmanager.base.ProgramId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where the messages of the outbox stand, for who asks. */
@Repository
class Deliveries {
    /** By an index of its own: a page asks while everything waits. */
    static final String ANY_WAITS =
            "select exists (select 1 from mail_message where status = 'QUEUED' and program_id in (:programs))";

    private final JdbcClient jdbc;

    Deliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean anyWaits(List<ProgramId> programs) {
        return jdbc.sql(ANY_WAITS)
                .param("programs", programs.stream().map(ProgramId::value).toList())
                .query(Boolean.class)
                .single();
    }

    Optional<Delivery> latest(UUID about) {
        return jdbc.sql("""
                select status, sent_at, answer from mail_message
                where about = :about order by queued_at desc, id desc limit 1""")
                .param("about", about)
                .query((row, number) -> new Delivery(
                        DeliveryStatus.valueOf(row.getString("status")),
                        Columns.optionalInstant(row, "sent_at"),
                        Optional.ofNullable(row.getString("answer"))))
                .optional();
    }
}
