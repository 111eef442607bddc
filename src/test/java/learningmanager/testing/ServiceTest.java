package learningmanager.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test of services with their database: run on H2, and once more on PostgreSQL. Starts each time from the sample data
 * (SPEC 11), with nobody signed in ({@link SignIn}) and the real time ({@link TestClock}).
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SharedContext
@Tag("service")
public @interface ServiceTest {}
