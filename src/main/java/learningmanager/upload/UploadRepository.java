package learningmanager.upload;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.AccountId;
import learningmanager.base.OrganisationId;
import learningmanager.base.UploadId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

interface UploadRepository extends ListCrudRepository<Upload, UploadId> {
    Optional<Upload> findByIdAndOwnerId(UploadId id, AccountId owner);

    List<Upload> findByOwnerIdAndStateOrderByTouchedAtDesc(AccountId owner, UploadState state);

    @Query("""
            select max(sent_at) from upload
            where owner_id = :owner and organisation_id = :organisation and state = 'SENT' and content_hash = :hash""")
    Optional<Instant> sentBefore(AccountId owner, OrganisationId organisation, @Nullable String hash);

    /** Makes a second press, window or server wait until the first is through. */
    @Query("select id from upload where id = :id for update")
    Optional<UUID> lock(UUID id);
}
