package learningmanager.csv.ui;

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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser sends, past its own check: no more of it is taken than is allowed. */
class FileIntakeTest extends ViewTest {
    private static final int LIMIT = 10;

    @TempDir
    Path directory;

    private final AtomicInteger reads = new AtomicInteger();
    private final List<String> received = new ArrayList<>();
    private final List<String> tooLarge = new ArrayList<>();

    @BeforeEach
    void at_a_page_that_takes_files() {
        signIn("manager@example.org");
        open("invite/bulk/upload");
    }

    @Test
    void a_file_that_is_announced_as_too_large_is_refused_before_any_of_it_is_read() throws IOException {
        send(LIMIT + 1, LIMIT + 1);

        assertThat(tooLarge).containsExactly("learners.csv");
        assertThat(received).isEmpty();
        assertThat(reads).hasValue(0);
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, LIMIT})
    void one_that_is_larger_than_was_announced_is_refused_and_nothing_of_it_is_kept(long announced) throws IOException {
        send(announced, LIMIT + 1);

        assertThat(tooLarge).containsExactly("learners.csv");
        assertThat(received).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, LIMIT})
    void one_of_as_much_as_is_allowed_is_taken(long announced) throws IOException {
        send(announced, LIMIT);

        assertThat(tooLarge).isEmpty();
        assertThat(received).containsExactly("learners.csv: " + LIMIT);
    }

    private void send(long announced, int bytes) throws IOException {
        new FileIntake(
                        LIMIT,
                        () -> directory.resolve("taken"),
                        (name, file) -> received.add(name + ": " + file.toFile().length()),
                        tooLarge::add)
                .handleUploadRequest(
                        new UploadEvent(
                                VaadinRequest.getCurrent(),
                                VaadinResponse.getCurrent(),
                                VaadinSession.getCurrent(),
                                "learners.csv",
                                announced,
                                "text/csv",
                                _get(Upload.class).getElement(),
                                null) {
                            @Override
                            public InputStream getInputStream() {
                                return new CountedReads(new byte[bytes]);
                            }
                        });
        MockVaadin.runUIQueue();
    }

    private final class CountedReads extends ByteArrayInputStream {
        CountedReads(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
            reads.incrementAndGet();
            return super.read(buffer, offset, length);
        }
    }
}
