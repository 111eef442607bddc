package learningmanager.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the view tests rely on. */
class ViewRingTest extends ViewTest {
    @Test
    void a_package_private_page_opens_and_its_text_is_found() {
        open("login");
        assertThat(address()).isEqualTo("login");
        assertThat(text()).contains("Sign in");
    }
}
