package learningmanager.learner.ui;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.Locale;
import learningmanager.base.ui.CountedFilter;
import learningmanager.learner.EnrolmentHow;

/** Chooses by how learners came onto the run. */
final class HowFilter extends CountedFilter<EnrolmentHow> {
    HowFilter(Locale locale, Runnable changed) {
        super(
                I18NProvider.translate(locale, "run.how.filter"),
                I18NProvider.translate(locale, "run.filter.all"),
                EnrolmentHow.values(),
                how -> EnrolmentWords.of(locale, how),
                changed);
    }
}
