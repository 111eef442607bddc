package learningmanager.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import learningmanager.base.EmailAddress;
import learningmanager.base.Id;
import learningmanager.base.ProgramId;
import learningmanager.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether mails of some programs wait: asked by pages while the mail server is down, when there may be very many. */
@ServiceTest
class WaitingMailsTest {
    private final ProgramId mine = new ProgramId(Id.nextValue());
    private final ProgramId others = new ProgramId(Id.nextValue());

    @Autowired
    Outbox outbox;

    @Autowired
    Deliveries deliveries;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    NamedParameterJdbcOperations batches;

    @Test
    void a_mail_waits_for_its_program_and_for_no_other_until_it_is_sent_stopped_or_taken_back() {
        outbox.add(new EmailAddress("lea@example.org"), Id.nextValue(), Optional.of(mine));
        outbox.add(new EmailAddress("max@example.org"), Id.nextValue(), Optional.empty());

        assertThat(deliveries.anyWaits(List.of(others))).isFalse();
        for (DeliveryStatus status : DeliveryStatus.values()) {
            jdbc.sql("update mail_message set status = :status")
                    .param("status", status.name())
                    .update();
            assertThat(deliveries.anyWaits(List.of(others, mine)))
                    .as("%s", status)
                    .isEqualTo(status == DeliveryStatus.QUEUED);
        }
    }

    @Test
    void who_has_none_waiting_does_not_go_through_what_waits_for_others() {
        batches.batchUpdate(
                """
                insert into mail_message (id, about, program_id, recipient, status, attempts, queued_at, due_at)
                values (uuidv7(), uuidv7(), :program, 'lea@example.org', 'QUEUED', 0, current_timestamp, current_timestamp)""",
                Stream.generate(() -> new MapSqlParameterSource("program", others.value()))
                        .limit(2_000)
                        .toArray(SqlParameterSource[]::new));
        jdbc.sql("analyze").update();

        assertThat(String.join(
                        "\n",
                        jdbc.sql("explain " + Deliveries.ANY_WAITS)
                                .param("programs", List.of(mine.value()))
                                .query(String.class)
                                .list()))
                .containsIgnoringCase("mail_message_waiting");
    }
}
