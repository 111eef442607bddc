package learningmanager.learner;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Charges once more some time after a rate was set. Who enrolled at that same moment saw no rate, and was not seen: no lock is taken for
 * that, as each enrolment would wait for it. The service is asked for late, as it schedules this.
 */
@Configuration(proxyBeanMethods = false)
class MissedCharges {
    /** Longer than any transaction that enrols. */
    static final Duration LATER = Duration.ofMinutes(15);

    static final TaskDescriptor<Void> DESCRIPTOR = TaskDescriptor.of("charge-missed");

    @Bean
    Task<Void> chargeMissed(ObjectProvider<ChargeService> charges) {
        return Tasks.oneTime(DESCRIPTOR)
                .execute((task, context) -> charges.getObject().chargeMissed(UUID.fromString(task.getId())));
    }
}
