package learningmanager.mail;

import java.time.Clock;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import learningmanager.base.EmbeddedDefault;
import learningmanager.base.Installation;
import learningmanager.base.WrongSettingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
    Sender mailSender(MailSettings settings, Installation installation) {
        return Sender.of(settings, installation.url().getHost());
    }

    @Bean
    MailTransport mailTransport(
            MailSettings settings, Sender sender, Optional<MailCatcher> catcher, Optional<SslBundles> bundles) {
        if (catcher.isPresent()) {
            return MailTransport.to(settings.withServerHere(catcher.get().port()), sender, Optional.empty());
        }
        if (settings.server().isEmpty()) {
            LOG.warn(
                    "No mail server is configured (learning-manager.mail.host): invitations are made, their mails wait.");
            return MailTransport.none();
        }
        return MailTransport.to(settings, sender, trusting(settings, bundles));
    }

    static Optional<SSLSocketFactory> trusting(MailSettings settings, Optional<SslBundles> bundles) {
        String name = settings.sslBundle();
        if (name == null || name.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    bundles.orElseThrow().getBundle(name).createSslContext().getSocketFactory());
        } catch (NoSuchSslBundleException | NoSuchElementException notThere) {
            throw new WrongSettingException("learning-manager.mail.ssl-bundle is \"" + name
                    + "\", but there is no such bundle: name one of spring.ssl.bundle.*.");
        }
    }
}
