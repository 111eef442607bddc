package learningmanager.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import learningmanager.base.Parsed;
import learningmanager.base.UploadId;
import learningmanager.upload.csv.Column;
import org.junit.jupiter.api.Test;

/** Rows pasted from a spreadsheet go the way of a file. */
class PasteRowsTest extends UploadTest {
    private static final String ROW = "EU-2001\tlea@example.com\tDATA-ANALYTICS\tDATA-ANALYTICS-2\t2029-06-30 23:59:00";

    @Test
    void rows_with_the_heading_line_are_read_whatever_the_order_of_columns() {
        Upload upload = pasted("email\texternal_learner_id\tprogram_code\tprogram_run_code\texpiry_time\r\n"
                + "lea@example.com\tEU-2001\tDATA-ANALYTICS\tDATA-ANALYTICS-2\t2029-06-30 23:59:00\r\n");

        assertThat(upload.errorCount()).isZero();
        assertThat(rows(upload, 0, 1).getFirst().cells().cell(Column.EXTERNAL_LEARNER_ID))
                .isEqualTo("EU-2001");
    }

    @Test
    void rows_without_a_heading_line_are_read_in_the_templates_order() {
        Upload upload = pasted("\n" + ROW + "\n" + ROW.replace("2001", "2002").replace("lea@", "Łukasz ") + "\n");

        assertThat(upload.rowCount()).isEqualTo(2);
        assertThat(errors(upload)).isEqualTo(new TreeMap<>(Map.of(3, List.of("email.no-at"))));
        assertThat(rows(upload, 1, 1).getFirst().cells().cell(Column.EMAIL)).startsWith("Łukasz");
    }

    @Test
    void a_wrong_heading_line_is_told_as_in_a_file() {
        Upload upload = pasted("id\tmail\tprogram\trun\tuntil\n" + ROW);

        assertThat(upload.state()).isEqualTo(UploadState.REFUSED);
        assertThat(fileErrors(upload)).contains("heading.unknown");
    }

    @Test
    void a_cell_with_a_line_break_stays_one_cell() {
        Upload upload = pasted("\"EU\n2001\"" + ROW.substring("EU-2001".length()));

        assertThat(upload.rowCount()).isEqualTo(1);
    }

    @Test
    void nothing_and_too_much_are_refused() {
        assertThat(paste("  \n\t ").whyNot().orElseThrow().code()).isEqualTo("upload.nothing-pasted");
        assertThat(paste("x".repeat(1_000_001)).whyNot().orElseThrow().arguments())
                .containsExactly("1000001", "1000000");
        assertThat(count("upload")).isZero();
    }

    private Upload pasted(String rows) {
        return checked(paste(rows).orThrow());
    }

    private Parsed<UploadId> paste(String rows) {
        return uploads.checkPasted(
                programs.managedOrganisations().getFirst().id(), "Pasted rows", rows, Optional.empty());
    }
}
