package learningmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import learningmanager.base.AccountId;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.TestClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** ADR 9: what is old enough may go, by configuration alone. */
@ServiceTest
class AuditRetentionTest {
    @Autowired
    AuditRetention retention;

    @Autowired
    AuditLog log;

    @Autowired
    TestClock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Test
    void only_what_is_older_goes_and_nothing_else_can_be_deleted_after() {
        transaction.executeWithoutResult(
                status -> log.record(AuditEvent.of(AuditAction.PASSWORD_CHANGED, AccountId.next(), "now")));
        int before = count();

        retention.forgetAsConfigured(new AuditSettings(Duration.ofDays(30)));
        assertThat(count()).isEqualTo(before);
        clock.advance(Duration.ofDays(31));
        retention.forgetAsConfigured(new AuditSettings(null));
        assertThat(count()).isEqualTo(before);
        retention.forgetAsConfigured(new AuditSettings(Duration.ofDays(30)));
        assertThat(count()).isZero();

        transaction.executeWithoutResult(
                status -> log.record(AuditEvent.of(AuditAction.PASSWORD_CHANGED, AccountId.next(), "later")));
        assertThatThrownBy(() -> jdbc.sql("delete from audit_event").update()).isInstanceOf(DataAccessException.class);
    }

    private int count() {
        return jdbc.sql("select count(*) from audit_event").query(Integer.class).single();
    }
}
