package learningmanager.learner;

import java.util.Optional;
import learningmanager.base.AccountId;
import learningmanager.base.ExternalLearnerId;
import learningmanager.base.LearnerId;
import learningmanager.base.OrganisationId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

/**
 * An external learner ID of an organisation.
 *
 * @param accountId whose it is, once linked; tied once, by accepting
 */
public record Learner(
        @Id LearnerId id,
        OrganisationId organisationId,
        ExternalLearnerId externalLearnerId,
        @Nullable AccountId accountId,
        @Version long version) {

    public static Learner unlinked(OrganisationId organisation, ExternalLearnerId externalLearnerId) {
        return new Learner(LearnerId.next(), organisation, externalLearnerId, null, 0);
    }

    public Learner linkedTo(AccountId account) {
        return new Learner(id, organisationId, externalLearnerId, account, version);
    }

    public Optional<AccountId> account() {
        return Optional.ofNullable(accountId);
    }
}
