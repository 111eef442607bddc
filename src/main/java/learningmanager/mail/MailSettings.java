package learningmanager.mail;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mail server to send by ({@code learning-manager.mail.*}).
 *
 * @param host without it, mails are caught on the embedded database, and wait on any other
 * @param username none: no sign-in
 * @param from the address that mails come from; learning-manager@ the host of this installation's address when not given
 * @param timeout how long connecting and each answer may take
 */
@ConfigurationProperties("learning-manager.mail")
record MailSettings(
        @Nullable String host,
        @DefaultValue("587") int port,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("starttls") Security security,
        @Nullable String from,
        @DefaultValue("20s") Duration timeout) {

    enum Security {
        NONE,
        STARTTLS,
        TLS
    }

    Optional<String> server() {
        return Optional.ofNullable(host).filter(name -> !name.isBlank());
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
