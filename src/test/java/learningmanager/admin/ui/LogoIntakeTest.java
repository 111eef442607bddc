package learningmanager.admin.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.streams.UploadEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A picture as a browser sends it, past its own check: no more of it is taken than is allowed. */
class LogoIntakeTest extends ViewTest {
    private static final int LIMIT = 10;

    private final List<String> told = new ArrayList<>();
    private boolean read;

    @BeforeEach
    void at_a_page_that_takes_files() {
        signIn("manager@example.org");
        open("invite/bulk/upload");
    }

    @ParameterizedTest
    @CsvSource({
        "11, 11, too large, false",
        "-1, 11, too large, true",
        "10, 11, too large, true",
        "10, 10, 10 bytes, true",
        "-1, 3, 3 bytes, true"
    })
    void of_a_picture_no_more_is_read_than_is_allowed_and_nothing_of_one_announced_as_too_large(
            long announced, int bytes, String outcome, boolean isRead) throws IOException {
        new LogoIntake(LIMIT, file -> told.add(file.length + " bytes"), () -> told.add("too large"))
                .handleUploadRequest(
                        new UploadEvent(
                                VaadinRequest.getCurrent(),
                                VaadinResponse.getCurrent(),
                                VaadinSession.getCurrent(),
                                "logo.png",
                                announced,
                                "image/png",
                                _get(Upload.class).getElement(),
                                null) {
                            @Override
                            public InputStream getInputStream() {
                                read = true;
                                return new ByteArrayInputStream(new byte[bytes]);
                            }
                        });
        MockVaadin.runUIQueue();

        assertThat(told).containsExactly(outcome);
        assertThat(read).isEqualTo(isRead);
    }
}
