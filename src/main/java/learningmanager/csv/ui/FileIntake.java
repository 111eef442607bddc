package learningmanager.csv.ui;

import com.vaadin.flow.server.streams.UploadEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import learningmanager.base.TemporaryFiles;
import learningmanager.base.ui.Intake;

/**
 * Writes what the browser sends to a temporary file, a buffer at a time, and no more of it than is allowed. What is announced as larger
 * is not read; the bytes are counted here all the same, whatever the browser says (OWASP ASVS 5, 5.2.1).
 */
final class FileIntake implements Intake {
    private static final int BUFFER_BYTES = 1 << 16;

    private final long maxBytes;
    private final Supplier<Path> newFile;
    private final BiConsumer<String, Path> received;
    private final Consumer<String> tooLarge;

    /**
     * @param newFile gives an empty temporary file
     * @param received takes the file's name and the temporary file, with the page locked
     * @param tooLarge takes the name of a file over the limit, of which nothing is kept
     */
    FileIntake(long maxBytes, Supplier<Path> newFile, BiConsumer<String, Path> received, Consumer<String> tooLarge) {
        this.maxBytes = maxBytes;
        this.newFile = newFile;
        this.received = received;
        this.tooLarge = tooLarge;
    }

    @Override
    public void handleUploadRequest(UploadEvent event) throws IOException {
        if (event.getFileSize() > maxBytes) {
            event.getUI().access(() -> tooLarge.accept(event.getFileName()));
            return;
        }
        Path file = newFile.get();
        if (written(event, file)) {
            event.getUI()
                    .accessLater(() -> received.accept(event.getFileName(), file), () -> TemporaryFiles.delete(file))
                    .run();
        } else {
            Files.delete(file);
            event.getUI().access(() -> tooLarge.accept(event.getFileName()));
        }
    }

    private boolean written(UploadEvent event, Path file) throws IOException {
        long total = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = event.getInputStream();
                OutputStream out = Files.newOutputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                total += read;
                if (total > maxBytes) {
                    return false;
                }
                out.write(buffer, 0, read);
            }
            return true;
        } catch (IOException broken) {
            Files.deleteIfExists(file);
            throw broken;
        }
    }
}
