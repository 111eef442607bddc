package learningmanager.admin;

import java.util.Map;
import learningmanager.base.OrganisationId;
import learningmanager.base.Refusal;

/** What came of saving an organisation. */
public sealed interface OrganisationSaving {
    record Saved(OrganisationId id) implements OrganisationSaving {}

    /** Nothing was saved. */
    record Refused(Map<OrganisationField, Refusal> problems) implements OrganisationSaving {
        public Refused {
            problems = Map.copyOf(problems);
        }
    }

    /**
     * Nothing was saved, for somebody else changed it meanwhile.
     *
     * @param now as it is
     */
    record ChangedMeanwhile(OrganisationFacts now) implements OrganisationSaving {}
}
