package learningmanager.upload.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read: each message names the value and the way out (SPEC 5, "Errors"). */
class ProblemSentencesTest {
    private static final String[] GOOD = {
        "EU-1", "a@example.org", "DATA-ANALYTICS", "DATA-ANALYTICS-2", "2028-06-30 23:59:00"
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EXTERNAL_LEARNER_ID | 1.23E+11 | 1.23E+11 is what a spreadsheet has made of the learner ID. Format the"
                        + " column as text, enter the whole ID again, and save.",
                "EXTERNAL_LEARNER_ID | EU\u200B7 | “EU□7” has an invisible character in it (U+200B), shown here as □. Type"
                        + " the ID anew.",
                "EMAIL | a.example.org | “a.example.org” is not an e-mail address: the @ is missing. Write the whole"
                        + " address, for example name@example.org.",
                "EMAIL | a@example.org;b@example.org | “a@example.org;b@example.org” is more than one e-mail address."
                        + " Give one.",
                "EMAIL | Ana <a@example.org> | “Ana <a@example.org>” is more than an e-mail address. Write the address"
                        + " alone, without a name, comment or angle brackets. Write it as a@example.org",
                "EMAIL | a@straße.example | “ß” in “straße.example” is read in two ways by mail systems. Write the domain in the"
                        + " form that begins with xn--; who has the address can tell it.",
                "EMAIL | a@gmial.com | gmial.com is likely a slip of the keys. Did you mean a@gmail.com?",
                "PROGRAM_CODE | DATA-ANALITICS | No such program: “DATA-ANALITICS”. Did you mean DATA-ANALYTICS?",
                "PROGRAM_CODE | NONE | No such program: “NONE”. Use one of your program codes; the Template step lists"
                        + " them.",
                "PROGRAM_CODE | DATA-ANALYTICS-2 | DATA-ANALYTICS-2 is a run code. The code of its program is"
                        + " DATA-ANALYTICS",
                "PROGRAM_RUN_CODE | DATA-ANALITICS-2 | Program DATA-ANALYTICS has no such run: “DATA-ANALITICS-2”. Did"
                        + " you mean DATA-ANALYTICS-2?",
                "PROGRAM_RUN_CODE | DATA-ANALYTICS-9 | Program DATA-ANALYTICS has no such run: “DATA-ANALYTICS-9”. Use"
                        + " one of its run codes: DATA-ANALYTICS-1, DATA-ANALYTICS-2.",
                "PROGRAM_RUN_CODE | BSC-COMPUTING-2027A | Run BSC-COMPUTING-2027A belongs to BSC-COMPUTING, not to"
                        + " DATA-ANALYTICS. Change the run code or the program code.",
                "PROGRAM_RUN_CODE | DATA-ANALYTICS-1 | Run DATA-ANALYTICS-1 is closed; the invitation holds all the"
                        + " same.",
                "EXPIRY_TIME | 30/06/2028 23:59 | “30/06/2028 23:59” is not in the format YYYY-MM-DD HH:MM:SS. Write it as"
                        + " 2028-06-30 23:59:00",
                "EXPIRY_TIME | soon | “soon” is not in the format YYYY-MM-DD HH:MM:SS. Write it like 2027-03-01 09:00:00,"
                        + " in UTC.",
                "EXPIRY_TIME | 2028-06-30 | “2028-06-30” has no time of day. For the end of that day, write 2028-06-30"
                        + " 23:59:00",
                "EXPIRY_TIME | 01/02/2028 09:00 | 01/02/2028 09:00 can be read in two ways. Write 2028-02-01 09:00:00 or"
                        + " 2028-01-02 09:00:00, whichever is meant.",
                "EXPIRY_TIME | 2027-02-30 09:00:00 | 2027-02-30 09:00:00 is no real date and time. Check the day, the"
                        + " month and the time.",
                "EXPIRY_TIME | 2020-10-10 09:00:00 | 2020-10-10 09:00:00 (UTC) is in the past. Choose a later time.",
                "EXPIRY_TIME | 2032-01-01 00:00:00 | 2032-01-01 00:00:00 (UTC) is more than five years ahead. Choose a time"
                        + " up to 2031-11-23 12:00:00 (UTC)."
            })
    void a_wrong_cell_is_told_with_its_value_and_the_way_out(Column column, String value, String sentence) {
        String[] cells = GOOD.clone();
        cells[column.ordinal()] = value;

        assertThat(Checking.ofRow(String.join(",", cells)).rows().getFirst().problems())
                .extracting(problem -> ProblemTexts.sentence(problem.refusal()))
                .containsExactly(sentence);
    }

    @Test
    void a_wrong_file_is_told_with_its_lines_and_the_way_out() {
        assertThat(sentences(Checking.HEADINGS.replace("expiry_time", "expires") + Checking.GOOD))
                .containsExactly(
                        "Heading “expiry_time” is missing on line 1. Add the column.",
                        "Heading “expires” on line 1 is unknown. Did you mean expiry_time?");
        assertThat(sentences(Checking.HEADINGS + "EU-1,\"a@example.org,"))
                .containsExactly(
                        "The quote that opens on line 2 is never closed. Remove it, or write \" where the value ends.");
        assertThat(sentences(Checking.HEADINGS + "EU-1,a@example.org"))
                .containsExactly("Line 2 has fewer cells (2) than there are headings (5). Add what is missing.");
    }

    private static List<String> sentences(String text) {
        return Checking.ofText(text).refused().problems().stream()
                .map(problem -> ProblemTexts.sentence(problem.refusal()))
                .toList();
    }
}
