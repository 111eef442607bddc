package learningmanager.base.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the log keeps of an error that nobody expected. */
@ExtendWith(OutputCaptureExtension.class)
class ErrorReferenceTest {
    @Test
    void a_browser_that_was_closed_while_its_page_came_is_no_error(CapturedOutput log) {
        ErrorReference.log(new IllegalStateException(new ClientAbortException(new IOException("Broken pipe"))));
        assertThat(log).doesNotContain("Unexpected error");
    }

    @Test
    void a_pipe_to_somebody_else_that_broke_is_one(CapturedOutput log) {
        String reference = ErrorReference.log(new IllegalStateException(new IOException("Broken pipe")));
        assertThat(log).contains("Unexpected error, reference " + reference, "Broken pipe");
    }
}
