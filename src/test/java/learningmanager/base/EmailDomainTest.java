package learningmanager.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What learners' addresses usually end in: a hint. */
class EmailDomainTest {
    private static final EmailDomain UNIVERSITY = new EmailDomain("uni.example.org");

    @ParameterizedTest
    @ValueSource(strings = {"uni.example.org", "@uni.example.org", " @Uni.Example.ORG "})
    void a_domain_is_read_with_or_without_the_at_sign(String written) {
        assertThat(EmailDomain.parse(written).orThrow()).isEqualTo(UNIVERSITY).hasToString("@uni.example.org");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lea@uni.example.org | email-domain.address",
                "@ | email-domain.wrong",
                "uni | email-domain.wrong",
                "10.0.0.1 | email-domain.wrong",
                "uni_1.example.org | email-domain.wrong",
                "uni example.org | email-domain.wrong"
            })
    void what_is_no_domain_is_refused(String written, String code) {
        assertThat(EmailDomain.parse(written).whyNot().map(Refusal::code)).contains(code);
    }

    @ParameterizedTest
    @CsvSource({"lea", "lea@", "' lea '"})
    void an_address_that_ends_before_its_domain_is_likely_meant_to_end_in_it(String written) {
        assertThat(UNIVERSITY.meant(written)).contains("lea@uni.example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "lea@example.com", "lea smith", "Léa", "@uni"})
    void nothing_is_guessed_of_anything_else(String written) {
        assertThat(UNIVERSITY.meant(written)).isEmpty();
    }
}
