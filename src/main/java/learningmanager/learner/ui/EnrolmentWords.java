package learningmanager.learner.ui;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.Locale;
import learningmanager.learner.EnrolmentHow;

/** Enrolments in words. */
public final class EnrolmentWords {
    private EnrolmentWords() {}

    public static String of(Locale locale, EnrolmentHow how) {
        return switch (how) {
            case INVITATION -> I18NProvider.translate(locale, "run.how.invitation");
            case LINK -> I18NProvider.translate(locale, "run.how.link");
            case DIRECT -> I18NProvider.translate(locale, "run.how.direct");
        };
    }
}
