package learningmanager.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.Refusal;
import learningmanager.base.UploadId;
import learningmanager.base.WrongSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The limits of uploads: their defaults, their bounds, and what a person is told. */
class LimitsTest extends UploadTest {
    private static final String GOOD = "EU-2001,lea@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2029-06-30 23:59:00";

    @ParameterizedTest
    @CsvSource({
        "max-file-size, 0B",
        "max-pasted-length, 10",
        "max-rows, 0",
        "max-cell-length, 2001",
        "max-cell-length, 99",
        "max-columns, 4",
        "max-drafts, 0",
        "checks-at-once, 0",
        "checks-per-person, -1"
    })
    void a_limit_out_of_its_bounds_is_named(String name, String value) {
        String property = "learning-manager.upload." + name;
        Binder binder = new Binder(new MapConfigurationPropertySource(Map.of(property, value)));

        assertThatThrownBy(() -> binder.bindOrCreate("learning-manager.upload", UploadSettings.class))
                .rootCause()
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining(property)
                .hasMessageContaining("must be from");
    }

    @Test
    void more_drafts_than_allowed_are_refused_and_a_reupload_is_not() {
        Upload last = file(GOOD);
        for (int others = 1; others < uploads.settings().maxDrafts(); others++) {
            last = file(GOOD);
        }

        assertThat(begin(Optional.empty())).isEqualTo(Optional.of(Refusal.of("upload.too-many-drafts", "20")));
        Upload better = check("better.csv", written(GOOD), Optional.of(last.id()));
        assertThat(better.state()).isEqualTo(UploadState.CHECKED);
        assertThat(uploads.drafts()).hasSize(20);
    }

    @Test
    void more_checks_at_once_than_a_person_may_have_are_refused_until_one_is_through() {
        UUID one = file(GOOD).id().value();
        file(GOOD);
        file(GOOD);
        jdbc.update("update upload set state = 'CHECKING'");

        assertThat(begin(Optional.empty())).isEqualTo(Optional.of(Refusal.of("upload.too-many-checks", "3")));

        jdbc.update("update upload set state = 'CHECKED' where id = ?", one);
        assertThat(file(GOOD).state()).isEqualTo(UploadState.CHECKED);
    }

    private Optional<Refusal> begin(Optional<UploadId> replaced) {
        return uploads.check(programs.managedOrganisations().getFirst().id(), "one-more.csv", written(GOOD), replaced)
                .whyNot();
    }
}
