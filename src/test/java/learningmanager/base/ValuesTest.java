package learningmanager.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void an_expiry_time_is_read_and_written_in_utc() {
        ExpiryTime expiry = ExpiryTime.parse(" 2028-02-29 09:00:01\u00A0", NOW).orThrow();

        assertThat(expiry.at()).isEqualTo("2028-02-29T09:00:01Z");
        assertThat(expiry).hasToString("2028-02-29 09:00:01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2028-06-30 23:59",
                "2028-06-30T23:59:00",
                "2028-6-30 23:59:00",
                "+028-06-30 23:59:00",
                "２０２８-06-30 23:59:00",
                "2028-06-30 23:59:00Z"
            })
    void another_format_is_refused(String text) {
        assertThat(ExpiryTime.parse(text, NOW).whyNot()).contains(Refusal.of("expiry.format", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2027-02-29 09:00:00",
                "2027-13-01 09:00:00",
                "2027-04-31 09:00:00",
                "2027-01-01 24:00:00",
                "2027-01-01 09:60:00",
                "2027-01-01 09:00:60",
                "2027-00-10 09:00:00"
            })
    void a_date_that_is_none_is_refused(String text) {
        assertThat(ExpiryTime.parse(text, NOW).whyNot()).contains(Refusal.of("expiry.no-such-date", text));
    }

    @Test
    void an_expiry_time_lies_between_now_and_five_years_ahead() {
        assertThat(ExpiryTime.parse("2026-11-23 12:00:00", NOW).whyNot())
                .contains(Refusal.of("expiry.past", "2026-11-23 12:00:00"));
        assertThat(ExpiryTime.parse("2026-11-23 12:00:01", NOW).toOptional()).isPresent();
        assertThat(ExpiryTime.parse("2031-11-23 12:00:00", NOW).toOptional()).isPresent();
        assertThat(ExpiryTime.parse("2031-11-23 12:00:01", NOW).whyNot())
                .contains(Refusal.of("expiry.too-far", "2031-11-23 12:00:01", "2031-11-23 12:00:00"));
    }

    @Test
    void a_learner_id_is_compared_to_the_letter() {
        assertThat(ExternalLearnerId.parse(" 0004711 ").orThrow()).isEqualTo(new ExternalLearnerId("0004711"));
        assertThat(new ExternalLearnerId("eu-1")).isNotEqualTo(new ExternalLearnerId("EU-1"));
        assertThatThrownBy(() -> new ExternalLearnerId(" 1")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12E5", "1E5", "E+11", "a1.2E+3", "12345678901", "#12", "Müller Ana"})
    void ids_that_only_look_odd_are_taken(String text) {
        assertThat(ExternalLearnerId.parse(text).toOptional()).isPresent();
    }

    @Test
    void a_code_is_kept_as_it_was_set_and_compared_without_regard_to_case_and_outer_blanks() {
        assertThat(Code.parse(" Data-Analytics\u200B").orThrow())
                .hasToString("Data-Analytics")
                .isEqualTo(new Code("DATA-ANALYTICS"));
        assertThat(Code.keyOf(" data-analytics ")).isEqualTo(new Code("DATA-Analytics").key());
        assertThat(Code.parse("\t").whyNot()).contains(Refusal.of("code.missing"));
        assertThat(Code.parse("x".repeat(101)).whyNot()).contains(Refusal.of("code.too-long", "101", "100"));
        assertThat(Code.parse("a\u0000b").whyNot()).contains(Refusal.of("code.control-character"));
        assertThatThrownBy(() -> new Code("a\u0000b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void blanks_of_any_kind_are_blank() {
        assertThat(Cells.isBlank(" \t\r\n\u0085\u00A0\u1680\u180E\u2007\u200B\u200D\u2028\u202F\u2060\u3000\uFEFF"))
                .isTrue();
        assertThat(Cells.strip("\u00A0a b\u200B")).isEqualTo("a b");
    }

    @Test
    void control_characters_are_no_blanks_so_that_they_are_told_and_not_dropped() {
        assertThat(Cells.strip("\u0000a\u001B")).isEqualTo("\u0000a\u001B");
        assertThat(ExternalLearnerId.parse("EU-1\u0007").whyNot().orElseThrow().code())
                .isEqualTo("learner-id.control-character");
    }

    @Test
    void an_expiry_within_24_hours_is_warned_of_but_not_one_that_is_over() {
        assertThat(new ExpiryTime(NOW.plusSeconds(60)).warning(NOW)).isPresent();
        assertThat(new ExpiryTime(NOW.plusSeconds(86_400)).warning(NOW)).isEmpty();
        assertThat(new ExpiryTime(NOW).warning(NOW)).isEmpty();
        assertThat(new ExpiryTime(NOW.minusSeconds(60)).warning(NOW)).isEmpty();
    }

    @Test
    void a_message_names_no_page_of_text() {
        Refusal refusal = Refusal.of("expiry.format", "x".repeat(2_000));

        assertThat(refusal.arguments().getFirst()).hasSize(200).endsWith("…");
        assertThat(refusal.suggesting("y".repeat(201)).suggestion()).isEmpty();
    }
}
