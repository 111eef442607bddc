package learningmanager.mail;

import java.util.Optional;

/** What became of an attempt to hand one message to the mail server. */
sealed interface MailOutcome {
    record Taken() implements MailOutcome {}

    /** For good, in the server's words. */
    record Refused(String answer) implements MailOutcome {}

    /** This message, for now, in the server's words. */
    record NotNow(String answer) implements MailOutcome {}

    /** The server takes no message at all, for now. */
    record Unreachable(String answer) implements MailOutcome {}

    /** The whole message was handed over, and the connection ended without an answer: it may arrive. */
    record Unanswered(String answer) implements MailOutcome {}

    /** What tells that the server takes no mail now; nothing where it gave an answer to this one. */
    default Optional<String> wordsOfServerDown() {
        return switch (this) {
            case Taken() -> Optional.empty();
            case Refused(String _) -> Optional.empty();
            case NotNow(String _) -> Optional.empty();
            case Unreachable(String answer) -> Optional.of(answer);
            case Unanswered(String answer) -> Optional.of(answer);
        };
    }
}
