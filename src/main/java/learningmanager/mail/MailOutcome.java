package learningmanager.mail;

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
}
