package learningmanager.testing;

import java.util.List;
import learningmanager.sample.SampleData;
import learningmanager.security.SignInThrottle;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives each test the sample data and nothing else, the real time, and nobody signed in. */
class FreshStart implements TestExecutionListener, Ordered {
    @Override
    public int getOrder() {
        return 3_000; // after beans are injected, before a test's own transaction
    }

    @Override
    public void beforeTestMethod(TestContext test) {
        ApplicationContext context = test.getApplicationContext();
        SignIn.out();
        SignIn.among(context);
        context.getBean(TestClock.class).reset();
        context.getBean(SignInThrottle.class).forget();
        empty(context.getBean(JdbcTemplate.class), context.getBean(TransactionTemplate.class));
        context.getBean(SampleData.class).create();
    }

    @Override
    public void afterTestMethod(TestContext test) {
        SignIn.out();
    }

    private static void empty(JdbcTemplate jdbc, TransactionTemplate transaction) {
        List<String> tables = jdbc.queryForList("""
                select table_name from information_schema.tables
                where lower(table_schema) = 'public' and table_type = 'BASE TABLE'
                  and lower(table_name) not like 'flyway%'""", String.class);
        if (TestDatabase.isPostgresql()) {
            transaction.executeWithoutResult(_ -> {
                jdbc.execute("set local learning_manager.audit_retention = 'on'");
                jdbc.execute("truncate " + String.join(", ", tables));
            });
            return;
        }
        transaction.executeWithoutResult(_ -> {
            jdbc.execute("set referential_integrity false");
            jdbc.execute("set @audit_retention = 'on'");
            try {
                tables.forEach(table -> jdbc.execute("delete from \"" + table + "\""));
            } finally {
                jdbc.execute("set @audit_retention = null");
                jdbc.execute("set referential_integrity true");
            }
        });
    }
}
