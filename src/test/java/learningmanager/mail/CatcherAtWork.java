package learningmanager.mail;

import java.time.Clock;
import java.util.Optional;
import learningmanager.base.EmailAddress;
import learningmanager.base.MailMessageId;

/** The catcher in a process of its own, sent as many mails as its argument says, of a hundred kilobytes each. */
public final class CatcherAtWork {
    /** What it prints the number of mails caught after. */
    public static final String CAUGHT = "caught ";

    private static final int LINES = 2_000;

    private CatcherAtWork() {}

    public static void main(String[] arguments) {
        int mails = Integer.parseInt(arguments[0]);
        MailCatcher catcher = MailCatcher.start(Clock.systemUTC());
        MailTransport transport = MailSettingsByHand.transportTo(catcher.port());
        EmailAddress lea = new EmailAddress("lea@example.org");
        String text = "A line of a long mail, of about fifty characters.\n".repeat(LINES);
        try (MailConnection connection = transport.open()) {
            for (int i = 0; i < mails; i++) {
                Mail mail = new Mail("University", lea, Optional.empty(), "No " + i, text, "<p>Hello</p>");
                if (!(transport.send(connection, MailMessageId.next(), lea, mail) instanceof MailOutcome.Taken)) {
                    throw new IllegalStateException("Mail " + i + " was not caught");
                }
            }
        }
        long whole = catcher.messages().stream()
                .filter(mail -> mail.text().length() >= text.length())
                .count();
        System.out.println(CAUGHT + whole);
        System.exit(0);
    }
}
