package learningmanager.upload.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import learningmanager.base.EmailDomain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongRowsTest {
    @Test
    void an_empty_cell_is_missing_in_every_column() {
        assertThat(Checking.ofRow("\u00A0, ,,\uFEFF,2028-06-30 23:59:00").problems())
                .containsExactly(
                        "2 external_learner_id learner-id.missing",
                        "2 email email.missing",
                        "2 program_code program.missing",
                        "2 program_run_code run.missing");
        assertThat(Checking.ofRow("EU-1,a@example.org,NO-SUCH,,").problems())
                .containsExactly(
                        "2 program_code program.unknown NO-SUCH",
                        "2 program_run_code run.missing",
                        "2 expiry_time expiry.missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.23E+11 | learner-id.damaged-by-spreadsheet 1.23E+11",
                "1E+11 | learner-id.damaged-by-spreadsheet 1E+11",
                "'1,23E+11' | learner-id.damaged-by-spreadsheet 1,23E+11",
                "1.23457E+15 | learner-id.damaged-by-spreadsheet 1.23457E+15",
                "1,23457e+15 | learner-id.damaged-by-spreadsheet 1,23457e+15",
                "#NAME? | learner-id.damaged-by-spreadsheet #NAME?",
                "##### | learner-id.damaged-by-spreadsheet #####",
                "M\uFFFDller | learner-id.lost-letters M\uFFFDller",
                "a\u0007b | learner-id.control-character a□b¦U+0007",
                "a\u200Bb | learner-id.control-character a□b¦U+200B"
            })
    void a_learner_id_is_refused(String id, String problem) {
        assertThat(Checking.ofRow("\"" + id + "\",a@example.org,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00")
                        .problems())
                .containsExactly("2 external_learner_id " + problem.replace('¦', '|'));
    }

    @Test
    void an_id_that_a_spreadsheet_damaged_with_a_decimal_comma_is_refused_where_semicolons_separate() {
        assertThat(Checking.ofText((Checking.HEADINGS + Checking.GOOD)
                                .replace(',', ';')
                                .replace("EU-1;", "1,23E+11;"))
                        .problems())
                .containsExactly("2 external_learner_id learner-id.damaged-by-spreadsheet 1,23E+11");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ana.example.org | email.no-at ana.example.org",
                "ana@example.org;leo@example.org | email.two-addresses ana@example.org;leo@example.org",
                "Ana <ana@example.org> | email.display-name Ana <ana@example.org> → ana@example.org",
                "mailto:ana@example.org | email.link mailto:ana@example.org → ana@example.org",
                "ana lima@example.org | email.blank ana lima@example.org",
                "ana@exam\u200Bple.org | email.blank ana@exam□ple.org → ana@example.org",
                "ana..lima@example.org | email.dots ana..lima@example.org",
                "@example.org | email.local-part-missing @example.org",
                "ana(work)@example.org | email.local-part ana(work)",
                "ana@ | email.domain-missing ana@",
                "ana@example | email.domain-without-dot example",
                "ana@exa_mple.org | email.domain-underscore exa_mple.org",
                "ana@127.0.0.1 | email.domain-address 127.0.0.1"
            })
    void an_email_is_refused(String email, String problem) {
        assertThat(Checking.ofRow("EU-1,\"" + email + "\",DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00")
                        .problems())
                .containsExactly("2 email " + problem);
    }

    @Test
    void an_email_may_have_254_characters_64_of_them_before_the_at() {
        String domain = ("x".repeat(61) + ".").repeat(3) + "org";
        String longest = "a".repeat(254 - 1 - domain.length()) + "@" + domain;
        String rest = ",DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00";
        assertThat(Checking.ofRow("EU-1," + longest + rest).problems()).isEmpty();
        assertThat(Checking.ofRow("EU-1,b" + longest + rest).problems())
                .containsExactly("2 email email.too-long 255|254");
        assertThat(Checking.ofRow("EU-1," + "a".repeat(65) + "@example.org" + rest)
                        .problems())
                .containsExactly("2 email email.local-too-long 65|64");
    }

    @Test
    void a_learner_id_may_have_100_characters() {
        String rest = ",a@example.org,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00";
        assertThat(Checking.ofRow("x".repeat(100) + rest).problems()).isEmpty();
        assertThat(Checking.ofRow("x".repeat(101) + rest).problems())
                .containsExactly("2 external_learner_id learner-id.too-long 101|100");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DATA-ANALITICS | program.unknown DATA-ANALITICS → DATA-ANALYTICS",
                "data analytics | program.unknown data analytics → DATA-ANALYTICS",
                "DATA–ANALYTICS | program.unknown DATA–ANALYTICS → DATA-ANALYTICS",
                "DATA-ANALYTICS-2 | program.is-a-run DATA-ANALYTICS-2#DATA-ANALYTICS → DATA-ANALYTICS",
                "DATA | program.unknown DATA",
                "PROJECT-MANAGEMENT | program.unknown PROJECT-MANAGEMENT"
            })
    void a_program_is_unknown(String code, String problem) {
        assertThat(Checking.ofRow("EU-1,a@example.org," + code + ",NO-SUCH-RUN,2028-06-30 23:59:00")
                        .problems())
                .containsExactly("2 program_code " + problem.replace('#', '|'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BSC-COMPUTING | BSC COMPUTING 2027A | run.unknown BSC COMPUTING 2027A"
                        + "#BSC-COMPUTING#BSC-COMPUTING-2027A, BSC-COMPUTING-2027B, BSC-COMPUTING-2027C → BSC-COMPUTING-2027A",
                "BSC-COMPUTING | BSC-COMPUTING-2027D | run.unknown BSC-COMPUTING-2027D#BSC-COMPUTING"
                        + "#BSC-COMPUTING-2027A, BSC-COMPUTING-2027B, BSC-COMPUTING-2027C",
                "BSC-COMPUTING | BSC-COMPUTING-2028A | run.unknown BSC-COMPUTING-2028A#BSC-COMPUTING"
                        + "#BSC-COMPUTING-2027A, BSC-COMPUTING-2027B, BSC-COMPUTING-2027C",
                "DATA-ANALYTICS | DATA-ANALYTICS-3 | run.unknown DATA-ANALYTICS-3#DATA-ANALYTICS"
                        + "#DATA-ANALYTICS-1, DATA-ANALYTICS-2",
                "DATA-ANALYTICS | DATA-ANALITICS-2 | run.unknown DATA-ANALITICS-2#DATA-ANALYTICS"
                        + "#DATA-ANALYTICS-1, DATA-ANALYTICS-2 → DATA-ANALYTICS-2",
                "BSC-COMPUTING | data-analytics-2 | run.other-program data-analytics-2#BSC-COMPUTING#DATA-ANALYTICS",
                "EMPTY-ONE | X | run.none-with-code X#EMPTY-ONE"
            })
    void a_run_is_not_one_of_the_programs(String program, String run, String problem) {
        assertThat(Checking.ofRow("EU-1,a@example.org," + program + "," + run + ",2028-06-30 23:59:00")
                        .problems())
                .containsExactly("2 program_run_code " + problem.replace('#', '|'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30/06/2028 23:59 | expiry.format 30/06/2028 23:59 → 2028-06-30 23:59:00",
                "06/30/2028 11:59 PM | expiry.format 06/30/2028 11:59 PM → 2028-06-30 23:59:00",
                "02/02/2028 09:00 | expiry.format 02/02/2028 09:00 → 2028-02-02 09:00:00",
                "01.03.2027 09:00 | expiry.format 01.03.2027 09:00 → 2027-03-01 09:00:00",
                "1.3.2027 9:00:30 | expiry.format 1.3.2027 9:00:30 → 2027-03-01 09:00:30",
                "2028-06-30T23:59:00Z | expiry.format 2028-06-30T23:59:00Z → 2028-06-30 23:59:00",
                "2028-06-30T23:59:00.000+02:00 | expiry.format 2028-06-30T23:59:00.000+02:00 → 2028-06-30 21:59:00",
                "2028-06-30 23:59 | expiry.format 2028-06-30 23:59 → 2028-06-30 23:59:00",
                "2028/6/30 9:05 | expiry.format 2028/6/30 9:05 → 2028-06-30 09:05:00",
                "2028-06-30 23:59:00 UTC | expiry.format 2028-06-30 23:59:00 UTC → 2028-06-30 23:59:00",
                "30 June 2028 23:59 | expiry.format 30 June 2028 23:59 → 2028-06-30 23:59:00",
                "30-Jun-2028 12:00 am | expiry.format 30-Jun-2028 12:00 am → 2028-06-30 00:00:00",
                "Jun 30 2028 23:59 | expiry.format Jun 30 2028 23:59 → 2028-06-30 23:59:00",
                "2028-06-30 | expiry.time-missing 2028-06-30 → 2028-06-30 23:59:00",
                "30/06/2028 | expiry.time-missing 30/06/2028 → 2028-06-30 23:59:00",
                "01/02/2028 09:00 | expiry.ambiguous 01/02/2028 09:00#2028-02-01 09:00:00#2028-01-02 09:00:00",
                "30/06/28 23:59 | expiry.format 30/06/28 23:59",
                "30-Jun-28 | expiry.time-missing 30-Jun-28 → 2028-06-30 23:59:00",
                "June 30 28 9:05 am | expiry.format June 30 28 9:05 am → 2028-06-30 09:05:00",
                "30-Jun-20 09:00 | expiry.past 2020-06-30 09:00:00",
                "30-Jun-128 | expiry.format 30-Jun-128",
                "tomorrow | expiry.format tomorrow",
                "30 Junio 2028 | expiry.format 30 Junio 2028",
                "46813.99 | expiry.spreadsheet-number 46813.99 → 2028-03-01 23:45:36",
                "46813.9999999 | expiry.spreadsheet-number 46813.9999999 → 2028-03-02 00:00:00",
                "46813 | expiry.spreadsheet-number 46813 → 2028-03-01 23:59:00",
                "36526 | expiry.spreadsheet-number 36526",
                "2027-02-30 09:00:00 | expiry.no-such-date 2027-02-30 09:00:00",
                "2027-03-01 24:00:00 | expiry.no-such-date 2027-03-01 24:00:00",
                "31/02/2028 09:00 | expiry.no-such-date 31/02/2028 09:00",
                "32/13/2028 09:00 | expiry.no-such-date 32/13/2028 09:00",
                "01/02/2020 09:00 | expiry.past 2020-02-01 09:00:00",
                "01/02/2099 | expiry.too-far 2099-02-01 23:59:00#2031-11-23 12:00:00",
                "01/12/2026 09:00 | expiry.ambiguous 01/12/2026 09:00#2026-12-01 09:00:00#2026-01-12 09:00:00",
                "30/06/2020 23:59 | expiry.past 2020-06-30 23:59:00",
                "2026-11-23 12:00:00 | expiry.past 2026-11-23 12:00:00",
                "2031-11-23 12:00:01 | expiry.too-far 2031-11-23 12:00:01#2031-11-23 12:00:00"
            })
    void an_expiry_time_is_refused(String expiry, String problem) {
        assertThat(Checking.ofRow("EU-1,a@example.org,DATA-ANALYTICS,DATA-ANALYTICS-2," + expiry)
                        .problems())
                .containsExactly("2 expiry_time " + problem.replace('#', '|'));
    }

    @Test
    void an_expiry_time_lost_in_a_narrow_column_is_refused() {
        assertThat(Checking.ofRow("EU-1,a@example.org,DATA-ANALYTICS,DATA-ANALYTICS-2,########")
                        .problems())
                .containsExactly("2 expiry_time expiry.spreadsheet-hashes ########");
    }

    @Test
    void an_expiry_time_within_a_day_is_warned_of() {
        Checking soon = Checking.ofRow("EU-1,a@example.org,DATA-ANALYTICS,DATA-ANALYTICS-2,2026-11-24 11:59:59");

        assertThat(soon.problems()).containsExactly("warning 2 expiry_time expiry.soon 2026-11-24 11:59:59");
        assertThat(soon.rows().getFirst().valid()).isTrue();
        assertThat(Checking.ofRow("EU-1,a@example.org,DATA-ANALYTICS,DATA-ANALYTICS-2,2026-11-24 12:00:00")
                        .problems())
                .isEmpty();
    }

    @Test
    void a_mistyped_mail_domain_is_warned_of() {
        assertThat(Checking.ofRow("EU-1,Ana@GMIAL.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00")
                        .problems())
                .containsExactly("warning 2 email email.domain-typo gmial.com → Ana@gmail.com");
    }

    @Test
    void an_address_that_ends_before_its_domain_is_told_with_the_one_that_is_usual() {
        RowCheck check =
                new RowCheck(KnownCodes.of(List.of(), Optional.of(new EmailDomain("uni.example.org"))), Checking.NOW);
        for (String written : List.of("ana", "ana@")) {
            assertThat(check.check(new Row(1, 2, List.of("EU-1", written, "", "", "")))
                            .problems()
                            .getFirst()
                            .refusal()
                            .suggestion())
                    .contains("ana@uni.example.org");
        }
        assertThat(check.check(new Row(1, 2, List.of("EU-1", "ana@elsewhere.example", "", "", "")))
                        .problems())
                .extracting(problem -> problem.column().orElseThrow())
                .doesNotContain(Column.EMAIL);
    }

    @Test
    void every_wrong_cell_of_a_row_is_told_and_the_right_ones_are_understood() {
        Checking checking = Checking.ofRow("EU-1,x,DATA-ANALYTICS,DATA-ANALYTICS-9,soon");

        assertThat(checking.problems())
                .containsExactly(
                        "2 email email.no-at x",
                        "2 program_run_code run.unknown DATA-ANALYTICS-9|DATA-ANALYTICS|DATA-ANALYTICS-1, DATA-ANALYTICS-2",
                        "2 expiry_time expiry.format soon");
        CheckedRow row = checking.rows().getFirst();
        assertThat(row.valid()).isFalse();
        assertThat(row.learner()).isPresent();
        assertThat(row.program()).isPresent();
        assertThat(row.run()).isEmpty();
    }

    @Test
    void ten_thousand_rows_with_three_errors_show_exactly_these() {
        StringBuilder text = new StringBuilder(Checking.HEADINGS);
        for (int i = 1; i <= 10_000; i++) {
            text.append(
                    switch (i) {
                        case 16 -> "EU-16,l16@example.org,DATA-ANALITICS,DATA-ANALYTICS-2,2028-06-30 23:59:00\r\n";
                        case 5_000 ->
                            "EU-5000,l5000.example.org,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00\r\n";
                        case 10_000 -> "EU-10000,l@example.org,DATA-ANALYTICS,DATA-ANALYTICS-2,30/06/2028 23:59";
                        default ->
                            "EU-" + i + ",l" + i
                                    + "@example.org,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00\r\n";
                    });
        }

        Checking checking = Checking.ofText(text.toString());

        assertThat(checking.checked().rows()).isEqualTo(10_000);
        assertThat(checking.problems())
                .containsExactly(
                        "17 program_code program.unknown DATA-ANALITICS → DATA-ANALYTICS",
                        "5001 email email.no-at l5000.example.org",
                        "10001 expiry_time expiry.format 30/06/2028 23:59 → 2028-06-30 23:59:00");
    }
}
