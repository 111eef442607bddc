package learningmanager.invitation;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.InvitationId;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

interface InvitationRepository extends ListCrudRepository<Invitation, InvitationId> {
    Optional<Invitation> findByLinkId(UUID linkId);

    /**
     * Makes whoever else would change this invitation wait: cancel against accept is decided here (ADR 18). Says whether it is there.
     */
    default boolean lock(UUID id) {
        lockRuns(id);
        return lockItself(id);
    }

    @Modifying
    @Query("update invitation set version = version where id = :id")
    boolean lockItself(UUID id);

    @Modifying
    @Query("update invited_run set status = status where invitation_id = :id")
    void lockRuns(UUID id);

    /** The learner's pending invitations to the program, handed over as links or e-mailed, the first one first. */
    @Query("""
            select distinct i.id from invitation i join invited_run r on r.invitation_id = i.id
            where i.learner_id = :learner and i.program_id = :program
              and r.status = 'PENDING' and i.expires_at > :now order by i.id""")
    List<UUID> findPending(UUID learner, UUID program, OffsetDateTime now);

    /** Frees the places of one learner that are taken by invitations past their expiry time. */
    @Modifying
    @Query("""
            update invited_run set status = 'EXPIRED' where learner_id = :learner and program_id = :program
              and status = 'PENDING' and invitation_id in
                (select id from invitation where learner_id = :learner and expires_at <= :now)""")
    void freeExpired(UUID learner, UUID program, OffsetDateTime now);

    /** What was sent to an account's learner IDs and is decided or over. */
    String OVER_OF_ACCOUNT = """
            select i.id as about from invitation i join learner l on l.id = i.learner_id
            where l.account_id = :account and (i.expires_at <= :now
              or not exists (select 1 from invited_run r where r.invitation_id = i.id and r.status = 'PENDING'))""";

    @Modifying
    @Query("update invitation set email = null, new_link_asked_at = null, version = version + 1 where id in ("
            + OVER_OF_ACCOUNT + ")")
    void forgetAddresses(UUID account, OffsetDateTime now);

    @Modifying
    @Query("""
            update invitation set new_link_asked_at = null, version = version + 1
            where learner_id = :learner and program_id = :program and new_link_asked_at is not null""")
    void settleNewLinks(UUID learner, UUID program);
}
