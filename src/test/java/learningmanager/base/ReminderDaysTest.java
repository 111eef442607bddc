package learningmanager.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SPEC 6: the days of reminders. */
class ReminderDaysTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7, 1 | 7, 1",
                "1;7 | 7, 1",
                "' 1\t60 7 7 ' | 60, 7, 1",
                "007 | 7",
                "00000000007 | 7",
                "5,4,3,2,1,1 | 5, 4, 3, 2, 1",
                "'' | ''",
                "' , ' | ''"
            })
    void days_are_read_in_any_order_and_each_counts_once(String written, String read) {
        assertThat(ReminderDays.parse(written).orThrow()).hasToString(read);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a week | reminder-days.number a",
                "1.5 | reminder-days.number 1.5",
                "-1 | reminder-days.number -1",
                "2147483648 | reminder-days.outside 2147483648 1 60",
                "99999999999 | reminder-days.outside 99999999999 1 60",
                "0 | reminder-days.outside 0 1 60",
                "7, 61 | reminder-days.outside 61 1 60",
                "1, 2, 3, 4, 5, 6 | reminder-days.too-many 5"
            })
    void what_cannot_be_days_is_refused(String written, String refusal) {
        assertThat(ReminderDays.parse(written)
                        .whyNot()
                        .map(why -> why.code() + " " + String.join(" ", why.arguments())))
                .contains(refusal);
    }

    @Test
    void what_was_read_is_read_back() {
        ReminderDays days = ReminderDays.parse("14, 7, 1").orThrow();
        assertThat(ReminderDays.parse(days.toString()).orThrow()).isEqualTo(days);
        assertThat(days.nearestFirst()).containsExactly(1, 7, 14);
        assertThat(ReminderDays.parse("").orThrow()).isEqualTo(ReminderDays.NEVER);
    }
}
