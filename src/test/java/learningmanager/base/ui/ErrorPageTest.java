package learningmanager.base.ui;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.RequestDispatcher;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What stands where an answer failed before or beside Vaadin. */
@ExtendWith(OutputCaptureExtension.class)
class ErrorPageTest {
    @Test
    void a_failure_of_the_server_has_a_reference_under_which_the_log_says_more(CapturedOutput log) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/accept/secret.link");
        request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException("the reason"));

        String page = answered(request, 500);

        assertThat(page).contains("tell your administrator the reference").doesNotContain("the reason");
        String reference = page.replaceAll("(?s).*Reference <span class=\"mono\">([A-Z2-9]{8})</span>.*", "$1");
        assertThat(log).contains("reference " + reference, "the reason").doesNotContain("secret.link");
    }

    @Test
    void a_request_that_is_not_understood_asks_for_no_reference(CapturedOutput log) throws Exception {
        assertThat(answered(new MockHttpServletRequest("GET", "/%2E"), 400))
                .contains("Something went wrong", "Check the address")
                .doesNotContain("reference");
        assertThat(answered(new MockHttpServletRequest("GET", "/nowhere"), 404)).contains("Not found");
        assertThat(log).doesNotContain("Unexpected error");
    }

    private static String answered(MockHttpServletRequest request, int status) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        response.setStatus(status);
        new ErrorPage().render(Map.of(), request, response);
        return response.getContentAsString();
    }
}
