package learningmanager.mail;

import java.time.Clock;
import java.util.Optional;
import learningmanager.base.EmbeddedDefault;
import learningmanager.base.Installation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailSettings.class)
class MailConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(MailConfiguration.class);

    @Bean(destroyMethod = "stop")
    @EmbeddedDefault
    MailCatcher mailCatcher(Clock clock) {
        return MailCatcher.start(clock);
    }

    @Bean
    MailTransport mailTransport(MailSettings settings, Optional<MailCatcher> catcher, Installation installation) {
        String from = Optional.ofNullable(settings.from())
                .filter(StringUtils::hasText)
                .orElseGet(() -> "learning-manager@" + installation.url().getHost());
        if (catcher.isPresent()) {
            return MailTransport.to(catcher.get().settings(), from);
        }
        if (settings.server().isEmpty()) {
            LOG.warn(
                    "No mail server is configured (learning-manager.mail.host): invitations are made, their mails wait.");
            return MailTransport.none();
        }
        return MailTransport.to(settings, from);
    }
}
