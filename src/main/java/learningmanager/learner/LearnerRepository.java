package learningmanager.learner;

import java.util.Optional;
import java.util.UUID;
import learningmanager.base.AccountId;
import learningmanager.base.LearnerId;
import learningmanager.base.OrganisationId;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

interface LearnerRepository extends ListCrudRepository<Learner, LearnerId> {
    @Query("select * from learner where organisation_id = :organisation and external_learner_id = :externalLearnerId")
    Optional<Learner> find(UUID organisation, String externalLearnerId);

    /** Serialises all that changes what this learner holds: invitations, enrolments, the link to an account. */
    @Query(
            "select * from learner where organisation_id = :organisation and external_learner_id = :externalLearnerId for update")
    Optional<Learner> lock(UUID organisation, String externalLearnerId);

    @Query("select * from learner where id = :id for update")
    Optional<Learner> lock(UUID id);

    /** Holds a learner who is locked by writing, too: what was looked up before a wait is looked up anew after it (ADR 18). */
    @Modifying
    @Query("update learner set version = version where id = :id")
    void touch(UUID id);

    Optional<Learner> findByOrganisationIdAndAccountId(OrganisationId organisation, AccountId account);

    @Modifying
    @Query("""
            insert into learner (id, organisation_id, external_learner_id, version)
            values (:id, :organisation, :externalLearnerId, 1) on conflict do nothing""")
    void insertIfMissing(UUID id, UUID organisation, String externalLearnerId);
}
