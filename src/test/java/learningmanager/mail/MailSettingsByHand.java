package learningmanager.mail;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings as if they had been configured. */
final class MailSettingsByHand {
    private static final String PREFIX = "learning-manager.mail";

    private MailSettingsByHand() {}

    /** Names, without "learning-manager.mail.", and values in turn. */
    static MailSettings of(Object... namesAndValues) {
        Map<String, Object> properties = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(PREFIX + "." + namesAndValues[i], namesAndValues[i + 1].toString());
        }
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(PREFIX, MailSettings.class);
    }

    /** To a server on this machine that asks for nothing. */
    static MailTransport transportTo(int port) {
        MailSettings settings = of(
                "host",
                "127.0.0.1",
                "port",
                port,
                "security",
                "none",
                "timeout",
                "10s",
                "from",
                "learning-manager@localhost");
        return MailTransport.to(settings, Sender.of(settings, "localhost"), Optional.empty());
    }
}
