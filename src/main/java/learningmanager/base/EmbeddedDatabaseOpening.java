package learningmanager.base;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Opens an H2 file once before the pool asks for connections. After a crash H2 first puts a big file in order, which takes longer
 * than anybody should wait for a connection otherwise.
 */
@Component
class EmbeddedDatabaseOpening implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && EmbeddedDatabase.isH2File(pool)) {
            try {
                DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword())
                        .close();
            } catch (SQLException failure) {
                throw new BeanCreationException(name, "The embedded database cannot be opened", failure);
            }
        }
        return bean;
    }
}
