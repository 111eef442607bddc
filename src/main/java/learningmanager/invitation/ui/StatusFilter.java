package learningmanager.invitation.ui;

import com.vaadin.flow.i18n.I18NProvider;
import learningmanager.base.ui.CountedFilter;
import learningmanager.base.ui.StatusChip;
import learningmanager.base.ui.Tone;
import learningmanager.invitation.RunStatus;

/** Chooses which status to show; and the statuses' chips. */
final class StatusFilter extends CountedFilter<RunStatus> {
    StatusFilter(Runnable changed) {
        super(
                I18NProvider.translate("run.filter"),
                I18NProvider.translate("run.filter.all"),
                RunStatus.values(),
                StatusWords::of,
                changed);
    }

    static StatusChip chip(RunStatus status) {
        String word = StatusWords.of(status);
        return switch (status) {
            case PENDING -> new StatusChip(Tone.PENDING, "◷", word);
            case ACCEPTED -> new StatusChip(Tone.GOOD, "✓", word);
            case DECLINED -> new StatusChip(Tone.IDLE, "–", word);
            case CANCELED -> new StatusChip(Tone.IDLE, "✕", word);
            case EXPIRED -> new StatusChip(Tone.IDLE, "◌", word);
        };
    }
}
