package learningmanager.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TitleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u202Eb",
                "a\u2066b",
                "a\u0000b",
                "a\r\nBcc: eve@example.com",
                "a\u200Bb",
                "a\u2028b",
                "\uD800a"
            })
    void nothing_that_is_not_seen_may_stand_in_it(String text) {
        assertThat(Title.parse(text).whyNot()).contains(Refusal.of("name.control-character"));
    }

    @Test
    void outer_blanks_are_dropped_and_what_looks_like_markup_is_text() {
        assertThat(Title.parse("\u00A0<b>Bold & 日本語</b> ").orThrow().text()).isEqualTo("<b>Bold & 日本語</b>");
    }

    @Test
    void it_has_an_end() {
        assertThat(Title.parse("x".repeat(200)).whyNot()).isEmpty();
        assertThat(Title.parse("x".repeat(201)).whyNot()).contains(Refusal.of("name.too-long", "201", "200"));
        assertThat(Title.parse(" \t").whyNot()).contains(Refusal.of("name.missing"));
    }

    @Test
    void a_refusal_speaks_of_what_the_field_is_called() {
        assertThat(Title.parseTitle("x".repeat(201)).whyNot()).contains(Refusal.of("title.too-long", "201", "200"));
        assertThat(Title.parseTitle("").whyNot()).contains(Refusal.of("title.missing"));
        assertThat(Title.parseReason("x".repeat(201)).whyNot()).contains(Refusal.of("reason.too-long", "201", "200"));
        assertThat(Title.parseReason("a\u202Eb").whyNot()).contains(Refusal.of("reason.control-character"));
    }
}
