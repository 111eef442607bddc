package learningmanager.base;

import java.util.UUID;

/** Names one message of the outbox. */
public record MailMessageId(UUID value) implements Id {
    public static MailMessageId next() {
        return new MailMessageId(Id.nextValue());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
