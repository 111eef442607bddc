package learningmanager.invitation.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import learningmanager.base.UtcTexts;
import learningmanager.invitation.Offer;
import learningmanager.program.ui.ProgramTexts;

/** What an invitation says: program, runs, for which learner ID, until when. */
final class OfferFacts extends DescriptionList {
    OfferFacts(Offer.Details details) {
        addClassName("facts");
        fact(getTranslation("accept.fact.program"), new Span(details.program()));
        if (!details.runs().isEmpty()) {
            Div runs = new Div();
            for (Offer.Run run : details.runs()) {
                Div dates = new Div(ProgramTexts.dates(run.startsOn(), run.endsOn()));
                dates.addClassName("soft");
                runs.add(new Div(run.name()), dates);
            }
            fact(getTranslation("accept.fact.runs", details.runs().size()), runs);
        }
        Span learner = new Span(details.externalLearnerId());
        learner.addClassName("mono");
        fact(getTranslation("accept.fact.learner-id"), learner);
        fact(getTranslation("accept.fact.until"), new Span(UtcTexts.spelled(details.expiresAt())));
    }

    private void fact(String term, Component value) {
        add(new Term(term), new Description(value));
    }
}
