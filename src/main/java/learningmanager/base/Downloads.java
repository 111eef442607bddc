package learningmanager.base;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Writes files for browsers, each to its end before a browser gets the first of it: what is written from the database holds a
 * connection meanwhile, and a browser may take as long as it likes. A few are written at once, lest nobody else have a connection; the
 * others wait.
 */
@Component
public class Downloads {
    private static final int WRITTEN_AT_ONCE = 4;
    private static final int BUFFER_BYTES = 1 << 16;

    private final TemporaryFiles files;
    private final Semaphore turns = new Semaphore(WRITTEN_AT_ONCE, true);

    Downloads(TemporaryFiles files) {
        this.files = files;
    }

    /**
     * A temporary file with what is written, which whoever asked for it deletes.
     *
     * @param writing what it throws is passed on, and nothing is left then
     */
    public Path written(Consumer<OutputStream> writing) throws IOException {
        turns.acquireUninterruptibly();
        try {
            return write(writing);
        } finally {
            turns.release();
        }
    }

    private Path write(Consumer<OutputStream> writing) throws IOException {
        Path file = files.create();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
            writing.accept(out);
        } catch (RuntimeException | IOException failure) {
            TemporaryFiles.delete(file);
            throw failure;
        }
        return file;
    }
}
