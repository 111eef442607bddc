package learningmanager.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the view tests rely on. */
class ViewRingTest extends ViewTest {
    @Test
    void a_page_opens_for_somebody_signed_in() {
        signIn("manager@example.org");
        open("sent-mail");
        assertThat(text()).contains("Sent mail");
        assertThat(address()).isEqualTo("sent-mail");
    }
}
