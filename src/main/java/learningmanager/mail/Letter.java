package learningmanager.mail;

import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** A message as it goes over the line, with the envelope's sender; knows whether all of it went out. */
final class Letter extends SMTPMessage {
    private final byte[] bytes;
    private boolean handedOver;

    Letter(Session session, byte[] bytes, String envelopeSender) {
        super(session);
        this.bytes = bytes;
        setEnvelopeFrom(envelopeSender);
    }

    @Override
    public void writeTo(OutputStream out, String[] withoutHeaders) throws IOException {
        out.write(bytes);
        handedOver = true;
    }

    /** From here on the server may have it, whatever becomes of the connection. */
    boolean isHandedOver() {
        return handedOver;
    }
}
