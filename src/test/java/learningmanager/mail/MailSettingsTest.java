package learningmanager.mail;

import static learningmanager.mail.MailSettingsByHand.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import learningmanager.base.WrongSettingException;
import org.junit.jupiter.api.Test;

/** What an operator writes for a time, and may get wrong. */
class MailSettingsTest {
    @Test
    void a_number_alone_is_in_seconds_or_for_the_bounces_in_minutes() {
        MailSettings settings = of("timeout", "60", "look-every", "5", "bounces.every", "5");
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.lookEvery()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.bounces().every()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void no_time_at_all_ends_the_start() {
        for (String name : new String[] {"timeout", "look-every", "bounces.every"}) {
            assertThatThrownBy(() -> of(name, "5ms"))
                    .rootCause()
                    .isInstanceOf(WrongSettingException.class)
                    .hasMessageStartingWith("learning-manager.mail." + name + " (seconds) is 0");
        }
    }
}
