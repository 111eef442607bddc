package learningmanager.invitation.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import learningmanager.base.UtcTexts;
import learningmanager.invitation.Offer;
import learningmanager.program.ui.ProgramTexts;

/** What an invitation says: program, runs, for which learner ID. */
final class OfferFacts extends DescriptionList {
    private OfferFacts() {
        addClassName("facts");
    }

    /** Of one that can be accepted: and until when. */
    static OfferFacts ofOpen(Offer.Details details) {
        OfferFacts facts = new OfferFacts();
        facts.tell(details);
        Span until = new Span(UtcTexts.spelled(details.expiresAt()));
        until.addClassName("nowrap");
        facts.fact(facts.getTranslation("accept.fact.until"), until);
        return facts;
    }

    /** Of one that can't: and who sent it, as its page is about something else. */
    static OfferFacts ofClosed(Offer.Details details) {
        OfferFacts facts = new OfferFacts();
        facts.fact(facts.getTranslation("accept.fact.organisation"), new Span(details.organisation()));
        facts.tell(details);
        return facts;
    }

    private void tell(Offer.Details details) {
        fact(getTranslation("accept.fact.program"), new Span(details.program()));
        if (details.runs().isEmpty()) {
            fact(getTranslation("accept.fact.runs", 0), new Span(getTranslation("accept.fact.runs-follow")));
        } else {
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
    }

    private void fact(String term, Component value) {
        add(new Term(term), new Description(value));
    }
}
