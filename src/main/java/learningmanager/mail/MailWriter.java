package learningmanager.mail;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Writes the messages that rows of the outbox stand for, at the moment of sending; the feature that queues mails has one. */
public interface MailWriter {
    /**
     * The messages, each by what it is about. One that is missing must not be sent any more (canceled, say), or is
     * another feature's.
     *
     * @param about what was given on queuing, up to a few hundred at once
     */
    Map<UUID, Mail> write(Collection<UUID> about);
}
