package learningmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import learningmanager.base.WrongSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A wrong word in the configuration doesn't delete the audit log. */
class AuditSettingsTest {
    private static final String KEPT_FOR = "learning-manager.audit.kept-for";

    @ParameterizedTest
    @ValueSource(strings = {"730", "730d"})
    void a_number_alone_is_one_of_days(String written) {
        assertThat(settings(written).keptFor()).isEqualTo(Duration.ofDays(730));
    }

    @ParameterizedTest
    @ValueSource(strings = {"730ms", "29d", "-730d", "0", "36501"})
    void less_than_a_month_or_more_than_a_century_ends_the_start(String written) {
        assertThatThrownBy(() -> settings(written))
                .rootCause()
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith(KEPT_FOR + " (days) is ");
    }

    @Test
    void without_it_the_log_is_kept_for_ever() {
        assertThat(new AuditSettings(null).keptFor()).isNull();
    }

    private static AuditSettings settings(String keptFor) {
        return new Binder(new MapConfigurationPropertySource(Map.of(KEPT_FOR, keptFor)))
                .bindOrCreate("learning-manager.audit", AuditSettings.class);
    }
}
