package learningmanager.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.NotFoundException;
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
        "checks-per-person, -1",
        "max-waiting-checks, 0"
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

    @Test
    void uploads_of_an_organisation_that_one_may_not_invite_in_any_more_are_found_nowhere_and_take_no_room() {
        Upload draft = file(GOOD);
        for (int others = 1; others < uploads.settings().maxDrafts(); others++) {
            file(GOOD);
        }
        jdbc.update(
                "update permission_grant set organisation_id = (select id from organisation where name = 'Sample Institute')"
                        + " where permission = 'LEARNING_MANAGER'");

        assertThatThrownBy(() -> uploads.find(draft.id())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> review.list(draft.id(), ReviewFilter.ALL)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> edits.leaveOut(draft.id(), 1)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> uploads.discard(draft.id())).isInstanceOf(NotFoundException.class);
        assertThat(uploads.drafts()).isEmpty();
        assertThat(uploads.mine(0, 10)).isEmpty();
        assertThat(uploads.countMine()).isZero();
        assertThat(uploads.whyNoMore(Optional.empty())).isEmpty();

        jdbc.update("delete from permission_grant");
        assertThat(uploads.drafts()).isEmpty();
        assertThat(uploads.countMine()).isZero();
        assertThat(uploads.mine(0, 10)).isEmpty();
    }

    private Optional<Refusal> begin(Optional<UploadId> replaced) {
        return uploads.check(programs.managedOrganisations().getFirst().id(), "one-more.csv", written(GOOD), replaced)
                .whyNot();
    }
}
