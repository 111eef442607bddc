package learningmanager.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a message stands.
 *
 * @param sentAt when the mail server took it, once it did
 * @param answer the mail server's words of the latest attempt that didn't succeed; on a queued message, why it still waits
 */
public record Delivery(DeliveryStatus status, Optional<Instant> sentAt, Optional<String> answer) {}
