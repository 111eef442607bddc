package learningmanager.audit;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.Optional;
import learningmanager.base.Columns;
import learningmanager.base.DatabaseClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Throws away what is older than the configuration lets the audit log keep: the one thing that may (ADR 9). */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
class AuditRetention {
    private static final Logger LOG = LoggerFactory.getLogger(AuditRetention.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final DatabaseClock clock;
    private final boolean isH2;

    AuditRetention(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            DatabaseClock clock,
            @Value("${spring.datasource.url}") String database) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.isH2 = database.startsWith("jdbc:h2:");
    }

    @Bean
    Task<Void> forgetOldEvents(AuditSettings settings) {
        return Tasks.recurring("forget-old-events", FixedDelay.of(Duration.ofHours(12)))
                .execute((task, context) -> forgetAsConfigured(settings));
    }

    /** Nothing where all is kept for ever. */
    void forgetAsConfigured(AuditSettings settings) {
        Optional.ofNullable(settings.keptFor()).ifPresent(this::forgetOlderThan);
    }

    private void forgetOlderThan(Duration kept) {
        int forgotten =
                Optional.ofNullable(transaction.execute(status -> delete(kept))).orElse(0);
        if (forgotten > 0) {
            LOG.info("{} events of the audit log were older than {} and are gone.", forgotten, kept);
        }
    }

    private int delete(Duration kept) {
        jdbc.sql(isH2 ? "set @audit_retention = 'on'" : "set local learning_manager.audit_retention = 'on'")
                .update();
        try {
            return jdbc.sql("delete from audit_event where at < :before")
                    .param("before", Columns.at(clock.now().minus(kept)))
                    .update();
        } finally {
            if (isH2) {
                jdbc.sql("set @audit_retention = null").update();
            }
        }
    }
}
