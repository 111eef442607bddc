package learningmanager.mail;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import learningmanager.base.WrongSettingException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * The mail server to send by ({@code learning-manager.mail.*}).
 *
 * @param host without it, mails are caught on the embedded database, and wait on any other
 * @param username none: no sign-in
 * @param from the address that mails come from; learning-manager@ the host of this installation's address when not given
 * @param envelopeSender where mail servers send back what they can't deliver; the same as {@code from} when not given
 * @param sslBundle the name of a {@code spring.ssl.bundle.*}, whose certificates are trusted in place of the usual ones
 * @param timeout how long connecting and each answer may take
 * @param connections to the mail server at once, of each node
 * @param perMinute mails that may be sent in all, over all nodes; 0: as many as go
 * @param perMinuteAndDomain mails that may be sent to one recipient domain, over all nodes; 0: as many as go
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
        @Nullable String envelopeSender,
        @Nullable String sslBundle,

        @DurationUnit(ChronoUnit.SECONDS) @DefaultValue("60s")
        Duration timeout,

        @DefaultValue("4") int connections,
        @DefaultValue("0") int perMinute,
        @DefaultValue("0") int perMinuteAndDomain,

        @DurationUnit(ChronoUnit.SECONDS) @DefaultValue("5s")
        Duration lookEvery,

        @DefaultValue Dkim dkim,
        @DefaultValue Bounces bounces) {
    private static final int SECONDS_OF_A_DAY = 86_400;

    MailSettings {
        WrongSettingException.requireBetween(1, 300, "learning-manager.mail.timeout (seconds)", timeout.toSeconds());
        WrongSettingException.requireBetween(1, 50, "learning-manager.mail.connections", connections);
        WrongSettingException.requireBetween(0, 1_000_000, "learning-manager.mail.per-minute", perMinute);
        WrongSettingException.requireBetween(
                0, 1_000_000, "learning-manager.mail.per-minute-and-domain", perMinuteAndDomain);
        WrongSettingException.requireBetween(
                1, SECONDS_OF_A_DAY, "learning-manager.mail.look-every (seconds)", lookEvery.toSeconds());
    }

    /** The same, but for the server: one on this machine that asks for nothing. */
    MailSettings withServerHere(int serverPort) {
        return new MailSettings(
                "127.0.0.1",
                serverPort,
                null,
                null,
                Security.NONE,
                from,
                envelopeSender,
                null,
                timeout,
                connections,
                perMinute,
                perMinuteAndDomain,
                lookEvery,
                dkim,
                bounces);
    }

    /**
     * Signs mails for a domain (RFC 6376): all three are given, or none.
     *
     * @param domain the From address's, or one above it
     * @param selector the name below _domainkey. in the domain's DNS
     * @param privateKeyFile an RSA key, as PEM (PKCS #8)
     */
    record Dkim(
            @Nullable String domain,
            @Nullable String selector,
            @Nullable Path privateKeyFile) {}

    /**
     * The mailbox that mails which could not be delivered come back to; it is read by IMAP, and left as it is.
     *
     * @param host without it, nothing is read
     * @param verp whether each mail has an envelope sender of its own, {@code local+id@domain}, to be recognised by
     * @param every how often it is read
     */
    record Bounces(
            @Nullable String host,
            @DefaultValue("993") int port,
            @DefaultValue("tls") Security security,
            @DefaultValue("") String username,
            @DefaultValue("") String password,
            @DefaultValue("INBOX") String folder,
            @DefaultValue("false") boolean verp,

            @DurationUnit(ChronoUnit.MINUTES) @DefaultValue("5m")
            Duration every) {
        Bounces {
            WrongSettingException.requireBetween(
                    1, SECONDS_OF_A_DAY, "learning-manager.mail.bounces.every (seconds)", every.toSeconds());
            if (host != null && !host.isBlank() && username.isBlank()) {
                throw new WrongSettingException(
                        "learning-manager.mail.bounces.username is missing: it is who reads the mailbox at " + host
                                + ".");
            }
        }
    }

    enum Security {
        NONE,
        STARTTLS,
        TLS
    }

    Optional<String> server() {
        return Optional.ofNullable(host).filter(name -> !name.isBlank());
    }

    Optional<String> user() {
        return Optional.ofNullable(username).filter(name -> !name.isBlank());
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
