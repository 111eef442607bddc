package learningmanager.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.org",
                "o'neil+course@example.org",
                "first.last@sub.example.co.uk",
                "!#$%&'*+/=?^_`{|}~-@example.org",
                "a@münchen.example",
                "a@例え.jp",
                "a@xn--mnchen-3ya.example",
                "a@xn--strae-oqa.example",
                "a@βόλο.example",
                "a@1.example.org",
                "A.B@EXAMPLE.ORG"
            })
    void what_mail_services_take_is_taken_as_it_was_written(String text) {
        assertThat(EmailAddress.parse(text).orThrow().text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "a.example.org email.no-at",
                "a@b@example.org email.two-addresses",
                "a@example.org;b@example.org email.two-addresses",
                ".a@example.org email.dots",
                "a.@example.org email.dots",
                "a..b@example.org email.dots",
                "@example.org email.local-part-missing",
                "müller@example.org email.local-letter",
                "a(b)@example.org email.local-part",
                "a@ email.domain-missing",
                "a@example email.domain-without-dot",
                "a@[127.0.0.1] email.domain-address",
                "a@[::1] email.domain-address",
                "a@127.0.0.1 email.domain-address",
                "a@exa_mple.org email.domain-underscore",
                "a@-example.org email.domain-hyphen",
                "a@example-.org email.domain-hyphen",
                "a@example..org email.domain-dots",
                "a@example.org. email.domain-dots",
                "a@.example.org email.domain-dots",
                "a@example.123 email.domain",
                "a@example.org,b email.domain",
                "a@straße.example email.domain-letter",
                "a@mail.STRAẞE.example email.domain-letter",
                "a@βόλος.example email.domain-letter"
            })
    void what_they_don_t_is_refused(String text, String code) {
        assertThat(EmailAddress.parse(text).whyNot().orElseThrow().code()).isEqualTo(code);
    }

    @Test
    void blanks_inside_and_quoted_local_parts_are_refused() {
        assertThat(code("a b@example.org")).isEqualTo("email.blank");
        assertThat(code("a@exam\u00A0ple.org")).isEqualTo("email.blank");
        assertThat(code("\"a\"@example.org")).isEqualTo("email.local-part");
    }

    @Test
    void without_a_blank_that_takes_no_room_it_is_suggested_and_never_with_two_words_joined() {
        assertThat(suggestion("ana@exam\u200Bple.org")).contains("ana@example.org");
        for (String blank : new String[] {" ", "\t", "\n", "\r\n", "\u2028", "\u00A0", "\u0085"}) {
            assertThat(suggestion("Lima" + blank + "ana@example.org"))
                    .as("%x", (int) blank.charAt(0))
                    .isEmpty();
        }
    }

    @Test
    void an_address_from_the_end_of_a_sentence_or_out_of_a_list_is_suggested_without_what_came_after_it() {
        for (String after : new String[] {".", ",", ";"}) {
            assertThat(suggestion("ana@example.org" + after)).contains("ana@example.org");
        }
        assertThat(suggestion("ana@example.org..")).isEmpty();
        assertThat(suggestion("ana@example.org;leo@example.org;")).isEmpty();
        assertThat(suggestion(".")).isEmpty();
    }

    private static Optional<String> suggestion(String text) {
        return EmailAddress.parse(text).whyNot().flatMap(Refusal::suggestion);
    }

    @Test
    void a_control_character_is_told_and_never_dropped() {
        assertThat(EmailAddress.parse("a@example.org\u0001").whyNot())
                .contains(Refusal.of("email.control-character", "a@example.org□", "U+0001"));
        assertThat(code("a\u0000b@example.org")).isEqualTo("email.control-character");
    }

    @Test
    void the_letter_that_cannot_stand_before_the_at_is_named() {
        assertThat(EmailAddress.parse("mü@example.org").whyNot()).contains(Refusal.of("email.local-letter", "ü"));
    }

    @Test
    void with_a_name_or_as_a_link_the_address_alone_is_suggested() {
        assertThat(EmailAddress.parse("Ana Lima <ana@example.org>").whyNot())
                .contains(Refusal.of("email.display-name", "Ana Lima <ana@example.org>")
                        .suggesting("ana@example.org"));
        assertThat(EmailAddress.parse("mailto:ana@example.org").whyNot())
                .contains(Refusal.of("email.link", "mailto:ana@example.org").suggesting("ana@example.org"));
        assertThat(EmailAddress.parse(">a<@").whyNot()).contains(Refusal.of("email.display-name", ">a<@"));
    }

    @Test
    void outer_blanks_of_any_kind_are_dropped() {
        assertThat(EmailAddress.parse("\u00A0\u200B\uFEFF a@example.org\t\u3000\r\n")
                        .orThrow()
                        .text())
                .isEqualTo("a@example.org");
        assertThat(code(" \u00A0\u200B")).isEqualTo("email.missing");
    }

    @Test
    void lengths_are_limited() {
        String domain = ("x".repeat(63) + ".").repeat(3) + "example.org";
        assertThat(EmailAddress.parse("a".repeat(50) + "@" + domain).toOptional())
                .isPresent();
        assertThat(code("a".repeat(51) + "@" + domain)).isEqualTo("email.too-long");
        assertThat(EmailAddress.parse("a".repeat(64) + "@example.org").toOptional())
                .isPresent();
        assertThat(code("a".repeat(65) + "@example.org")).isEqualTo("email.local-too-long");
        assertThat(EmailAddress.parse("a@" + "x".repeat(64) + ".org").whyNot())
                .contains(Refusal.of("email.domain-label-too-long", "64", "63"));
        // 250 characters here, more in ASCII.
        assertThat(code("a@" + ("ü".repeat(40) + ".").repeat(6) + "de")).isEqualTo("email.too-long");
    }

    @Test
    void case_makes_no_other_address() {
        assertThat(EmailAddress.parse("Ana@Example.org").orThrow())
                .isEqualTo(EmailAddress.parse("ana@example.ORG").orThrow())
                .hasSameHashCodeAs(EmailAddress.parse("ana@example.ORG").orThrow());
    }

    @Test
    void masked_shows_the_first_letter_and_the_domain() {
        assertThat(EmailAddress.parse("learner@example.org").orThrow().masked()).isEqualTo("l•••@example.org");
    }

    private static String code(String text) {
        return EmailAddress.parse(text).whyNot().orElseThrow().code();
    }
}
