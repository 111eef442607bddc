package learningmanager.invitation.ui;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import learningmanager.invitation.RunStatus;
import learningmanager.mail.DeliveryStatus;

/** The statuses of invitations in words, the same on every page. */
public final class StatusWords {
    private StatusWords() {}

    public static String of(RunStatus status) {
        return switch (status) {
            case PENDING -> I18NProvider.translate("invitation.status.pending");
            case ACCEPTED -> I18NProvider.translate("invitation.status.accepted");
            case DECLINED -> I18NProvider.translate("invitation.status.declined");
            case CANCELED -> I18NProvider.translate("invitation.status.canceled");
            case EXPIRED -> I18NProvider.translate("invitation.status.expired");
        };
    }

    /** Those of statuses and deliveries, in the language here, for a download to take along: it is on a thread of its own. */
    public static Function<Enum<?>, String> ofAll() {
        Map<Enum<?>, String> words = new HashMap<>();
        for (RunStatus status : RunStatus.values()) {
            words.put(status, of(status));
        }
        for (DeliveryStatus delivery : DeliveryStatus.values()) {
            words.put(delivery, of(delivery));
        }
        return value -> String.valueOf(words.get(value));
    }

    public static String of(DeliveryStatus delivery) {
        return switch (delivery) {
            case QUEUED -> I18NProvider.translate("run.delivery.queued");
            case HELD -> I18NProvider.translate("run.delivery.held");
            case SENT -> I18NProvider.translate("run.delivery.sent");
            case FAILED -> I18NProvider.translate("run.delivery.failed");
            case DROPPED -> I18NProvider.translate("run.delivery.dropped");
            case BOUNCED -> I18NProvider.translate("run.delivery.bounced");
        };
    }
}
