package learningmanager.invitation;

import java.util.Map;
import java.util.Optional;
import learningmanager.mail.DeliveryStatus;

/** How many lines of an "Invitations" tab stand where, and how far their latest mails are. */
public record InvitationCounts(Map<RunStatus, Integer> statuses, Map<DeliveryStatus, Integer> deliveries) {
    public InvitationCounts {
        statuses = Map.copyOf(statuses);
        deliveries = Map.copyOf(deliveries);
    }

    public int all() {
        return statuses.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int of(RunStatus status) {
        return Optional.ofNullable(statuses.get(status)).orElse(0);
    }

    /** What bounced failed as well, as it is for {@link InvitationFilter}. */
    public int of(DeliveryStatus status) {
        int alone = count(status);
        return status == DeliveryStatus.FAILED ? alone + count(DeliveryStatus.BOUNCED) : alone;
    }

    private int count(DeliveryStatus status) {
        return Optional.ofNullable(deliveries.get(status)).orElse(0);
    }
}
