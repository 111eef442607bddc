package learningmanager.program;

import learningmanager.base.OrganisationId;
import org.springframework.data.annotation.Id;

/** Who teaches and pays; owns programs and its learners' external IDs. */
public record Organisation(@Id OrganisationId id, String name) {}
