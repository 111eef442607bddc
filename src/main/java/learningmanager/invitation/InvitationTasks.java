package learningmanager.invitation;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done about invitations every so often, by one node at a time. */
@Configuration(proxyBeanMethods = false)
class InvitationTasks {
    private static final Duration PAUSE_BETWEEN_REMINDERS = Duration.ofMinutes(5);
    private static final Duration PAUSE_BETWEEN_CLEAN_UPS = Duration.ofHours(1);

    /** The reminders are asked for late: they queue mails, which needs the scheduler, which needs this task. */
    @Bean
    Task<Void> remindLearners(ObjectProvider<Reminders> reminders) {
        return Tasks.recurring("remind-learners", FixedDelay.of(PAUSE_BETWEEN_REMINDERS))
                .execute((task, context) -> reminders.getObject().queueDue());
    }

    /** Corrections may queue mails too. */
    @Bean
    Task<Void> forgetWhatCouldNotBeDone(ObjectProvider<CorrectionService> corrections) {
        return Tasks.recurring("forget-what-could-not-be-done", FixedDelay.of(PAUSE_BETWEEN_CLEAN_UPS))
                .execute((task, context) -> corrections.getObject().cleanUp());
    }
}
