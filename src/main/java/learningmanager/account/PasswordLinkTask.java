package learningmanager.account;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import learningmanager.base.EmailAddress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sends links for forgotten passwords, and throws old links away. The service is asked for late, as it schedules these. */
@Configuration(proxyBeanMethods = false)
class PasswordLinkTask {
    static final TaskDescriptor<String> DESCRIPTOR = TaskDescriptor.of("password-link", String.class);

    @Bean
    Task<String> passwordLink(ObjectProvider<AccountLinkService> links) {
        return Tasks.oneTime(DESCRIPTOR)
                .onFailure((failed, operations) -> operations.remove())
                .execute((task, context) -> links.getObject().sendPasswordLink(new EmailAddress(task.getData())));
    }

    @Bean
    Task<Void> cleanUpAccountLinks(ObjectProvider<AccountLinkService> links) {
        return Tasks.recurring("clean-up-account-links", FixedDelay.of(Duration.ofHours(6)))
                .execute((task, context) -> links.getObject().cleanUp());
    }
}
