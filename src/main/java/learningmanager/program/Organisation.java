package learningmanager.program;

import java.util.Optional;
import learningmanager.base.EmailDomain;
import learningmanager.base.OrganisationId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * Who teaches and pays; owns programs and its learners' external IDs.
 *
 * @param emailDomain what its learners' addresses usually end in
 */
public record Organisation(
        @Id OrganisationId id, String name, @Nullable EmailDomain emailDomain) {
    public static Organisation named(String name) {
        return new Organisation(OrganisationId.next(), name, null);
    }

    public Optional<EmailDomain> usualDomain() {
        return Optional.ofNullable(emailDomain);
    }
}
