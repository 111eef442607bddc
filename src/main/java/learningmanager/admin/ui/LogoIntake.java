package learningmanager.admin.ui;

import com.vaadin.flow.server.streams.UploadEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import learningmanager.base.ui.Intake;

/** Reads what the browser sends, and no more of it than is allowed, whatever the browser says (OWASP ASVS 5, 5.2.1). */
final class LogoIntake implements Intake {
    private final int most;
    private final Consumer<byte[]> received;
    private final Runnable tooLarge;

    /**
     * @param most bytes
     * @param received takes the file, with the page locked
     * @param tooLarge told where it has more
     */
    LogoIntake(long most, Consumer<byte[]> received, Runnable tooLarge) {
        this.most = Math.toIntExact(most);
        this.received = received;
        this.tooLarge = tooLarge;
    }

    @Override
    public void handleUploadRequest(UploadEvent event) throws IOException {
        if (event.getFileSize() > most) {
            event.getUI().access(tooLarge::run);
            return;
        }
        byte[] file;
        try (InputStream in = event.getInputStream()) {
            file = in.readNBytes(most + 1);
        }
        event.getUI().accessLater(() -> take(file), () -> {}).run();
    }

    private void take(byte[] file) {
        if (file.length > most) {
            tooLarge.run();
        } else {
            received.accept(file);
        }
    }
}
