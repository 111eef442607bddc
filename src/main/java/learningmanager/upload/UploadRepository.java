package learningmanager.upload;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.AccountId;
import learningmanager.base.UploadId;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

interface UploadRepository extends ListCrudRepository<Upload, UploadId> {
    Optional<Upload> findByIdAndOwnerId(UploadId id, AccountId owner);

    List<Upload> findByOwnerIdAndStateOrderByTouchedAtDesc(AccountId owner, UploadState state);

    /** Makes a second press, window or server wait until the first is through. */
    @Query("select id from upload where id = :id for update")
    Optional<UUID> lock(UUID id);
}
