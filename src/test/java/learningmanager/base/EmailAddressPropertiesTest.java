package learningmanager.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.IDN;
import java.util.Arrays;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** SPEC 5, "What an e-mail address is here", held against the rule as one would write it down a second time. */
class EmailAddressPropertiesTest {
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?");

    @Property(tries = 1000)
    void what_follows_the_rules_is_taken_as_it_was_written(@ForAll @From("addresses") String address) {
        Assume.that(followsTheRules(address));

        assertThat(EmailAddress.parse(address).orThrow().text()).isEqualTo(address);
    }

    @Property(tries = 3000)
    void any_text_is_an_address_by_the_rules_or_refused(@ForAll @From("texts") String text) {
        switch (EmailAddress.parse(text)) {
            case Parsed.Right<EmailAddress>(EmailAddress address) -> {
                assertThat(address.text())
                        .isEqualTo(Cells.strip(text))
                        .matches(EmailAddressPropertiesTest::followsTheRules);
                assertThat(EmailAddress.parse(address.text()).orThrow()).isEqualTo(address);
            }
            case Parsed.Wrong<EmailAddress>(Refusal refusal) -> {
                assertThat(followsTheRules(Cells.strip(text)))
                        .as(refusal.toString())
                        .isFalse();
                refusal.suggestion()
                        .ifPresent(suggested ->
                                assertThat(suggested).matches(EmailAddressPropertiesTest::followsTheRules));
            }
        }
    }

    @Property
    void outer_blanks_of_any_kind_make_no_difference(
            @ForAll @From("addresses") String address,
            @ForAll @From("blanks") String before,
            @ForAll @From("blanks") String after) {
        assertThat(EmailAddress.parse(before + address + after)).isEqualTo(EmailAddress.parse(address));
    }

    @Property
    void a_blank_of_any_kind_inside_is_refused(
            @ForAll @From("addresses") String address, @ForAll @From("blank") String blank, @ForAll int place) {
        int at = 1 + Math.floorMod(place, address.length() - 1);

        assertThat(EmailAddress.parse(address.substring(0, at) + blank + address.substring(at))
                        .toOptional())
                .isEmpty();
    }

    private static boolean followsTheRules(String text) {
        int at = text.indexOf('@');
        if (at < 1 || at > 64 || !LOCAL.matcher(text.substring(0, at)).matches()) {
            return false;
        }
        String[] labels = text.substring(at + 1).split("\\.", -1);
        String[] ascii =
                Arrays.stream(labels).map(EmailAddressPropertiesTest::ascii).toArray(String[]::new);
        return labels.length > 1
                && !text.matches(".*[ßẞς].*")
                && Arrays.stream(ascii)
                        .allMatch(label ->
                                label.length() <= 63 && LABEL.matcher(label).matches())
                && !ascii[ascii.length - 1].matches("[0-9]+")
                && text.length() <= 254
                && at + 1 + String.join(".", ascii).length() <= 254;
    }

    private static String ascii(String label) {
        if (label.startsWith("-") || label.endsWith("-")) {
            return "";
        }
        if (!label.codePoints()
                .allMatch(c -> c == '-'
                        || Character.isLetterOrDigit(c)
                        || Character.getType(c) == Character.NON_SPACING_MARK
                        || Character.getType(c) == Character.COMBINING_SPACING_MARK)) {
            return "";
        }
        try {
            return IDN.toASCII(label);
        } catch (IllegalArgumentException noDomain) {
            return "";
        }
    }

    @Provide
    Arbitrary<String> addresses() {
        Arbitrary<String> locals = Arbitraries.of(
                        "a", "Z", "7", "o'neil", "first", "last+tag", "!#$%&'*+/=?^_`{|}~-", "x".repeat(20))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(atoms -> String.join(".", atoms));
        Arbitrary<String> domains = Arbitraries.of(
                        "a",
                        "9",
                        "example",
                        "x-1",
                        "xn--mnchen-3ya",
                        "münchen",
                        "straße",
                        "例え",
                        "пример",
                        "ελληνικά",
                        "한국",
                        "भारत",
                        "مثال",
                        "y".repeat(63))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .flatMap(labels -> Arbitraries.of("org", "de", "museum", "рф", "公司")
                        .map(end -> String.join(".", labels) + "." + end));
        return Combinators.combine(locals, domains).as((local, domain) -> local + "@" + domain);
    }

    /** Addresses with something put in, and what looks like none at all. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                        "a",
                        "b1",
                        "@",
                        ".",
                        "..",
                        "-",
                        "_",
                        "+",
                        ",",
                        ";",
                        " ",
                        "\u00A0",
                        "\u200B",
                        "<",
                        ">",
                        "(",
                        ")",
                        "\"",
                        "[",
                        "]",
                        "127.0.0.1",
                        "\\",
                        "example",
                        "org",
                        "mailto:",
                        "ü",
                        "例",
                        "ß",
                        "\u0301",
                        "\u200D",
                        "。",
                        "😀",
                        "\uD800",
                        "xn--",
                        "1",
                        "x".repeat(64))
                .list()
                .ofMaxSize(8)
                .map(chosen -> String.join("", chosen));
        Arbitrary<String> spoilt = Combinators.combine(
                        addresses(), pieces, Arbitraries.integers().between(0, 300))
                .as((address, piece, place) -> {
                    int at = place % (address.length() + 1);
                    return address.substring(0, at) + piece + address.substring(at);
                });
        return Arbitraries.oneOf(pieces, spoilt, Arbitraries.strings().ofMaxLength(30));
    }

    @Provide
    Arbitrary<String> blank() {
        return Arbitraries.of(
                " ", "\t", "\r\n", "\u00A0", "\u200B", "\u200E", "\u2007", "\u202F", "\u2060", "\u3000", "\uFEFF");
    }

    @Provide
    Arbitrary<String> blanks() {
        return blank().list().ofMaxSize(3).map(blanks -> String.join("", blanks));
    }
}
