package learningmanager.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import learningmanager.base.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeSuggestionTest {
    @ParameterizedTest
    @CsvSource({
        "Data Analytics,DATA-ANALYTICS",
        "'  Économie & société: 2. Teil ',ECONOMIE-SOCIETE-2-TEIL",
        "C#/.NET,C-NET",
        "'Introduction to the principles of something that is long',INTRODUCTION-TO-THE-PRINCIPLES-OF",
        "'日本語',日本語",
        "'…',''"
    })
    void a_code_is_the_titles_words_in_capitals(String title, String code) {
        assertThat(CodeSuggestion.ofProgram(title, List.of())).isEqualTo(code);
    }

    @Test
    void a_code_is_cut_between_two_characters() {
        String start = "A".repeat(39);
        assertThat(CodeSuggestion.ofProgram(start + "\uD801\uDC00\uD801\uDC00", List.of()))
                .isEqualTo(start);
        assertThat(CodeSuggestion.ofProgram("A" + start + "\uD801\uDC00", List.of()))
                .isEqualTo("A" + start);
    }

    @Test
    void a_code_that_is_taken_in_whatever_case_gets_a_number() {
        assertThat(CodeSuggestion.ofProgram("Data Analytics", List.of(new Code("data-analytics"))))
                .isEqualTo("DATA-ANALYTICS-2");
    }
}
