package learningmanager.mail;

import java.time.Duration;
import java.util.Optional;
import learningmanager.base.WrongSettingException;
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
 * @param connections to the mail server at once, of each node
 * @param lookEvery how often each node looks for mails that are due, beside being told of new ones
 */
@ConfigurationProperties("learning-manager.mail")
record MailSettings(
        @Nullable String host,
        @DefaultValue("587") int port,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("starttls") Security security,
        @Nullable String from,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("4") int connections,
        @DefaultValue("5s") Duration lookEvery) {

    MailSettings {
        WrongSettingException.requireBetween(1, 300, "learning-manager.mail.timeout (seconds)", timeout.toSeconds());
        WrongSettingException.requireBetween(1, 50, "learning-manager.mail.connections", connections);
    }

    /** A server that asks for nothing, on this machine. */
    static MailSettings unprotected(String host, int port, Duration timeout) {
        return new MailSettings(host, port, null, null, Security.NONE, null, timeout, 4, Duration.ofSeconds(5));
    }

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
