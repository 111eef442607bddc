package learningmanager.mail;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import learningmanager.mail.CaughtMail.Header;

/**
 * Stands in for a mail server on the embedded database: takes mails in a real SMTP conversation on a free port of this machine
 * alone, and keeps the newest in memory, so that everything can be tried without a mail reaching anybody.
 */
public class MailCatcher {
    /** Older ones are forgotten. */
    public static final int KEPT = 500;

    private static final String LOOPBACK = "127.0.0.1";

    private final GreenMail server;
    private final GreenMailUser everybody;
    private final Clock clock;
    private final Deque<CaughtMail> newestFirst = new ArrayDeque<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private long number;

    private MailCatcher(GreenMail server, GreenMailUser everybody, Clock clock) {
        this.server = server;
        this.everybody = everybody;
        this.clock = clock;
    }

    static MailCatcher start(Clock clock) {
        GreenMail server = new GreenMail(new ServerSetup(0, LOOPBACK, ServerSetup.PROTOCOL_SMTP));
        server.start();
        MailCatcher catcher = new MailCatcher(server, server.setUser("everybody", "everybody", ""), clock);
        server.getUserManager().setMessageDeliveryHandler(catcher::take);
        return catcher;
    }

    void stop() {
        server.stop();
    }

    int port() {
        return server.getSmtp().getPort();
    }

    /** The newest {@link #KEPT}, newest first. */
    public List<CaughtMail> messages() {
        synchronized (newestFirst) {
            return List.copyOf(newestFirst);
        }
    }

    /**
     * Calls {@code listener}, on a thread of the catcher, after each arrival.
     *
     * @return what ends that
     */
    public Runnable onArrival(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Keeps what the page shows, and lets GreenMail forget: it would keep everything, with a mailbox for each recipient. */
    private GreenMailUser take(MovingMessage message, MailAddress recipient) throws MessagingException, UserException {
        synchronized (newestFirst) {
            newestFirst.addFirst(read(message.getMessage(), recipient.getEmail()));
            while (newestFirst.size() > KEPT) {
                newestFirst.removeLast();
            }
            try {
                server.getManagers().getImapHostManager().getInbox(everybody).deleteAllMessages();
            } catch (FolderException noInbox) {
                throw new MessagingException("The catcher lost its mailbox", noInbox);
            }
        }
        listeners.forEach(Runnable::run);
        return everybody;
    }

    private CaughtMail read(MimeMessage message, String recipient) throws MessagingException {
        try {
            List<Header> headers = new ArrayList<>();
            for (jakarta.mail.Header header : Collections.list(message.getAllHeaders())) {
                headers.add(new Header(header.getName(), decoded(header.getValue())));
            }
            return new CaughtMail(
                    ++number,
                    clock.instant(),
                    recipient,
                    message.getSubject() == null ? "" : message.getSubject(),
                    headers,
                    part(message, "text/plain"),
                    part(message, "text/html"));
        } catch (IOException unreadable) {
            throw new MessagingException("The catcher can't read a message", unreadable);
        }
    }

    private static String part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return part.getContent() instanceof String text ? text : "";
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = part(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private static String decoded(String value) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(value));
        } catch (UnsupportedEncodingException asItCame) {
            return value;
        }
    }
}
