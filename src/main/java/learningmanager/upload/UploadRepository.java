package learningmanager.upload;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.AccountId;
import learningmanager.base.OrganisationId;
import learningmanager.base.UploadId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

interface UploadRepository extends ListCrudRepository<Upload, UploadId> {
    Optional<Upload> findByIdAndOwnerId(UploadId id, AccountId owner);

    List<Upload> findByReplacesIdAndOwnerId(UploadId replaced, AccountId owner);

    List<Upload> findByOwnerIdAndOrganisationIdInAndStateOrderByTouchedAtDesc(
            AccountId owner, Collection<OrganisationId> organisations, UploadState state);

    @Query("""
            select max(sent_at) from upload
            where organisation_id = :organisation and state = 'SENT' and content_hash = :hash""")
    Optional<Instant> sentBefore(OrganisationId organisation, @Nullable String hash);

    /** Makes a second press, window or server wait until the first is through. */
    @Query("select id from upload where id = :id for update")
    Optional<UUID> lock(UUID id);

    /** Makes what one person begins in two windows at once one after the other. */
    @Query("select id from account where id = :owner for update")
    Optional<UUID> lockOwner(UUID owner);

    @Query("select count(*) from upload where owner_id = :owner and state = 'CHECKING' and touched_at > :alive")
    int countChecks(AccountId owner, Instant alive);

    int countByOwnerIdAndOrganisationIdIn(AccountId owner, Collection<OrganisationId> organisations);

    @Query("""
            select * from upload where owner_id = :owner and organisation_id in (:organisations)
            order by touched_at desc, id desc offset :offset rows fetch next :limit rows only""")
    List<Upload> page(AccountId owner, Collection<UUID> organisations, int offset, int limit);

    /** Shows that the checks go on; not a change that anybody else has to know of. */
    @Modifying
    @Query("update upload set touched_at = :now where id in (:checks) and state = 'CHECKING'")
    void touch(Collection<UUID> checks, Instant now);

    /** Files under check, and drafts, which may be checked again. */
    @Query("select id from upload where id in (:checks) and state in ('CHECKING', 'CHECKED')")
    List<UUID> stillCheckedOrChecking(Collection<UUID> checks);

    @Query("select * from upload where state = 'CHECKING' and touched_at < :before")
    List<Upload> checkingUntouchedSince(Instant before);

    @Query("select * from upload where state in ('CHECKED', 'STOPPED', 'FAILED', 'REFUSED') and touched_at < :before")
    List<Upload> unsentUntouchedSince(Instant before);

    @Query("""
            select u.* from upload u join account a on a.id = u.owner_id
            where u.state in ('CHECKED', 'STOPPED', 'FAILED', 'REFUSED') and a.deleted_at is not null""")
    List<Upload> unsentOfDeletedAccounts();

    @Query("""
            select * from upload u where state = 'SENT' and touched_at < :before
              and exists (select 1 from upload_row r where r.upload_no = u.no)""")
    List<Upload> sentWithRowsUntouchedSince(Instant before);
}
