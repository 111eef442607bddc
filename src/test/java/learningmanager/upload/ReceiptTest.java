package learningmanager.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import learningmanager.base.NotFoundException;
import learningmanager.testing.SignIn;
import org.junit.jupiter.api.Test;

/** SPEC 5: the receipt of an upload that was sent. */
class ReceiptTest extends UploadTest {
    @Test
    void each_row_stands_there_with_its_status_and_delivery() {
        Upload upload = file(
                "EU-2001,lea@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00",
                "EU-2002,leo@example.com,BSC-COMPUTING,BSC-COMPUTING-2027A,2028-06-30 23:59:00",
                "EU-2002,leo@example.com,BSC-COMPUTING,BSC-COMPUTING-2027B,2028-06-30 23:59:00");
        uploads.sendInvitations(upload.id());
        jdbc.update("""
                update mail_message set status = 'SENT', sent_at = timestamp with time zone '2027-01-02 03:04:05+00'
                where recipient = 'lea@example.com'""");

        List<String> lines = receipt(upload).lines().toList();

        assertThat(lines.getFirst())
                .isEqualTo(
                        "\uFEFFexternal_learner_id,email,program_code,program_run_code,expiry_time,status,delivery,sent_utc");
        assertThat(lines.get(1))
                .isEqualTo(
                        "EU-2001,lea@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00,pending,sent,2027-01-02 03:04:05");
        assertThat(lines.subList(2, 4))
                .containsExactlyInAnyOrder(
                        "EU-2002,leo@example.com,BSC-COMPUTING,BSC-COMPUTING-2027A,2028-06-30 23:59:00,pending,queued,",
                        "EU-2002,leo@example.com,BSC-COMPUTING,BSC-COMPUTING-2027B,2028-06-30 23:59:00,pending,queued,");
        assertThat(lines).hasSize(4);
    }

    @Test
    void a_cell_cannot_be_taken_for_a_formula() {
        Upload upload = file("=1+1,lea@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00");
        uploads.sendInvitations(upload.id());

        assertThat(receipt(upload).lines().skip(1)).singleElement().asString().startsWith("'=1+1,");
    }

    @Test
    void more_rows_than_are_read_at_once_are_all_there_in_order() {
        Upload upload = file(IntStream.rangeClosed(1, 2_500)
                .mapToObj(n ->
                        "EU-%d,s%d@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00".formatted(n, n))
                .toArray(String[]::new));
        uploads.sendInvitations(upload.id());

        assertThat(receipt(upload).lines().skip(1).map(line -> line.split(",")[0]))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 2_500).mapToObj(n -> "EU-" + n).toList());
    }

    @Test
    void somebody_elses_receipt_is_not_found() {
        Upload upload = file("EU-2001,lea@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00");
        uploads.sendInvitations(upload.id());

        SignIn.as("program-admin@example.org");
        assertThatThrownBy(() -> receipt(upload)).isInstanceOf(NotFoundException.class);
    }

    private String receipt(Upload upload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        uploads.writeReceipt(upload.id(), out, word -> word.name().toLowerCase(Locale.ROOT));
        return out.toString(StandardCharsets.UTF_8);
    }
}
