package learningmanager.base.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockTimeTest {
    @ParameterizedTest
    @ValueSource(strings = {"9:30", "09:30", "930", "0930", "9.30", "9h30", " 9:30 ", "9 : 30"})
    void half_past_nine_is_read_however_it_is_written(String text) {
        assertThat(ClockTime.read(text)).contains(LocalTime.of(9, 30));
    }

    @Test
    void an_hour_alone_is_the_full_hour() {
        assertThat(ClockTime.read("9")).contains(LocalTime.of(9, 0));
        assertThat(ClockTime.read("23")).contains(LocalTime.of(23, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "25:99", "24:00", "2400", "12:60", "960", "25", "9:3", "12345", "noon", "-9:30", "9:30:00"})
    void what_is_no_time_of_day_is_not_made_one(String text) {
        assertThat(ClockTime.read(text)).isEmpty();
    }
}
