package learningmanager.mail;

import jakarta.mail.MessagingException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import learningmanager.mail.BounceMailbox.Place;
import learningmanager.mail.BounceMailbox.Read;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts down which mails came back, one by one, and then how far the mailbox was read: a crash between has some of it read twice,
 * and what came back twice is put down once.
 */
final class BounceReading {
    private static final Logger LOG = LoggerFactory.getLogger(BounceReading.class);

    private final BounceMailbox mailbox;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    BounceReading(BounceMailbox mailbox, Outbox outbox, JdbcClient jdbc, ApplicationEventPublisher events) {
        this.mailbox = mailbox;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.events = events;
    }

    /** Reads what is new in the mailbox. One that can't be reached is read the next time. */
    void read() {
        try {
            boolean more = true;
            while (more) {
                Read read = mailbox.readAfter(place());
                Set<UUID> changed = new HashSet<>();
                read.bounces().forEach(bounce -> outbox.markBounced(bounce).ifPresent(changed::add));
                if (!changed.isEmpty()) {
                    events.publishEvent(new DeliveryChanged(changed));
                }
                keep(read.place());
                more = read.more();
            }
        } catch (MessagingException notReached) {
            LOG.warn("The mailbox for bounces {} can't be read: {}", mailbox.name(), notReached.getMessage());
        }
    }

    private Place place() {
        return jdbc.sql("select uid_validity, last_uid from mail_bounce_place where mailbox = :mailbox")
                .param("mailbox", mailbox.name())
                .query((row, number) -> new Place(row.getLong("uid_validity"), row.getLong("last_uid")))
                .optional()
                .orElse(new Place(0, 0));
    }

    private void keep(Place place) {
        int kept = jdbc.sql("""
                        update mail_bounce_place set uid_validity = :validity, last_uid = :last where mailbox = :mailbox""")
                .param("mailbox", mailbox.name())
                .param("validity", place.validity())
                .param("last", place.last())
                .update();
        if (kept == 0) {
            jdbc.sql(
                            "insert into mail_bounce_place (mailbox, uid_validity, last_uid) values (:mailbox, :validity, :last)")
                    .param("mailbox", mailbox.name())
                    .param("validity", place.validity())
                    .param("last", place.last())
                    .update();
        }
    }
}
