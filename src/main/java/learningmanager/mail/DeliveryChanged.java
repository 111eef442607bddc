package learningmanager.mail;

import java.util.UUID;

/**
 * Published, after it is committed, when a message's {@link Delivery} is another than before; on the thread that changed it, so
 * listeners are quick.
 *
 * @param about what was given on queuing
 */
public record DeliveryChanged(UUID about) {}
