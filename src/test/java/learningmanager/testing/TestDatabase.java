package learningmanager.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Chooses the database of the tests by the system property {@code test.database}: {@code h2}, the default, or {@code postgresql}. */
public class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Path folder = freshFolder();
        TestPropertyValues.of("learning-manager.data-directory=" + folder).applyTo(context);
        if (isPostgresql()) {
            // The key is one only tests know; a real database asks for one.
            TestPropertyValues.of(
                            "spring.datasource.url=" + PostgresqlServer.newDatabase(),
                            "spring.datasource.username=postgres",
                            "spring.datasource.password=postgres",
                            "learning-manager.link-key=only-for-tests-only-for-tests-only-for-tests")
                    .applyTo(context);
        } else {
            // In file mode, as the embedded default is.
            TestPropertyValues.of("spring.datasource.url=jdbc:h2:file:" + folder.resolve("learning-manager")
                            + ";MODE=PostgreSQL;DB_CLOSE_ON_EXIT=FALSE")
                    .applyTo(context);
        }
    }

    static boolean isPostgresql() {
        return switch (System.getProperty("test.database", "h2")) {
            case "h2" -> false;
            case "postgresql" -> true;
            case String other ->
                throw new IllegalArgumentException("test.database is h2 or postgresql, not \"" + other + "\"");
        };
    }

    private static Path freshFolder() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "test-data").toAbsolutePath());
            return Files.createTempDirectory(parent, "run-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
