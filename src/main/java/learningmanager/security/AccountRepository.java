package learningmanager.security;

import java.util.Optional;
import learningmanager.base.AccountId;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

interface AccountRepository extends ListCrudRepository<Account, AccountId> {
    /** By {@link learningmanager.base.EmailAddress#keyOf}: a database's own "lower" takes more letters for the same. */
    @Query("select * from account where lower(email) = :key")
    Optional<Account> findByKey(String key);
}
