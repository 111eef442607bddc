package learningmanager.mail;

import java.util.Set;
import java.util.UUID;

/**
 * Published, after it is committed, when the {@link Delivery} of messages is another than before; on the thread that changed
 * it, so listeners are quick.
 *
 * @param about what was given on queuing, up to a few hundred at once
 */
public record DeliveryChanged(Set<UUID> about) {}
