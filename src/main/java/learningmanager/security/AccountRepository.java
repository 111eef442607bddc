package learningmanager.security;

import java.util.Optional;
import learningmanager.base.AccountId;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

interface AccountRepository extends ListCrudRepository<Account, AccountId> {
    @Query("select * from account where lower(email) = lower(:email)")
    Optional<Account> findByEmail(String email);
}
