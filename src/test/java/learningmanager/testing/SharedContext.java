package learningmanager.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import learningmanager.Application;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;

/**
 * The whole application, started once for all tests of a JVM. Before each test its database holds the sample data and nothing
 * else, nobody is signed in and the clock shows the real time. Background jobs rest: a test runs what it needs by hand.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        classes = Application.class,
        properties = {
            "db-scheduler.polling-interval=1d",
            "db-scheduler.immediate-execution-enabled=false",
            "learning-manager.mail.look-every=1d"
        })
@ContextConfiguration(initializers = TestDatabase.class)
@Import({TestClock.Beans.class, Invite.class})
@TestExecutionListeners(listeners = FreshStart.class, mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
@interface SharedContext {}
