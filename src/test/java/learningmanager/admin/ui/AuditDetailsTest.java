package learningmanager.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Div;
import learningmanager.audit.AuditAction;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the audit log's page says of an event. */
class AuditDetailsTest extends ViewTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENROLLED | DIRECT | enrolled by a manager",
                "ENROLLED | LINK | accepted by a link",
                "REMINDED | 1 | one day before expiry",
                "REMINDED | 7 | 7 days before expiry",
                "UPLOAD_SENT | 12 | 12 invitations",
                "UPLOAD_CANCELED | 1 | one invitation",
                "EXTENDED | 2027-03-01 09:00:00 | until 2027-03-01 09:00:00 UTC",
                "PERMISSION_GIVEN | LEARNING_MANAGER, Example University | Learning manager, Example University",
                "PERMISSION_WITHDRAWN | PLATFORM_ADMINISTRATOR | Platform administrator",
                "ACCOUNT_DELETED | COURSE_CREATOR, A · LEARNING_MANAGER, A | Course creator, A · Learning manager, A",
                "PROGRAM_CHANGED | 'Climate Change · MICROCREDENTIAL · ' | Climate Change · Microcredential",
                "RUN_CHANGED | Autumn · 2027-01-11/2027-04-16 · open · A-1 | Autumn · 2027-01-11 – 2027-04-16 · open · A-1",
                "INVITED | lea@example.com | lea@example.com",
                "PERMISSION_GIVEN | SOMETHING_OLD | SOMETHING_OLD",
                "REMINDED | a while | a while",
                "ENROLLED | OTHERWISE | OTHERWISE"
            })
    void details_are_told_in_words_and_what_is_unknown_as_it_is(AuditAction action, String text, String words) {
        signIn("admin@example.org");
        assertThat(AuditDetails.of(new Div(), action, text)).isEqualTo(words);
    }
}
