package learningmanager.invitation.ui;

import com.vaadin.flow.i18n.I18NProvider;
import learningmanager.base.ui.CountedFilter;
import learningmanager.mail.DeliveryStatus;

/** Chooses how far the mails to show are. */
final class DeliveryFilter extends CountedFilter<DeliveryStatus> {
    DeliveryFilter(Runnable changed) {
        super(
                I18NProvider.translate("run.delivery"),
                I18NProvider.translate("run.filter.any-delivery"),
                DeliveryStatus.values(),
                StatusWords::of,
                changed);
    }
}
