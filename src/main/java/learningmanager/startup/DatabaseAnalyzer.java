package learningmanager.startup;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Tells why the database can't be used, from what the driver answered. Knows no other failures of SQL. */
@Order(0)
class DatabaseAnalyzer extends AbstractFailureAnalyzer<SQLException> {
    /** H2's DATABASE_ALREADY_OPEN_1. */
    private static final int FILE_IN_USE = 90020;

    private final Environment environment;

    DatabaseAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException first) {
        SQLException answer = deepest(first);
        String state = String.valueOf(answer.getSQLState());
        if (answer.getErrorCode() == FILE_IN_USE) {
            return new FailureAnalysis(
                    "the database " + address() + " is open in another running copy of it.",
                    "Stop that copy, or start this one in another folder.",
                    failure);
        }
        if (state.startsWith("28")) {
            return new FailureAnalysis(
                    "the database " + address() + " refused the user name or password.",
                    "Check spring.datasource.username and spring.datasource.password.",
                    failure);
        }
        if (state.equals("3D000")) {
            return new FailureAnalysis(
                    "there is no database " + address() + ".", "Create it, or correct spring.datasource.url.", failure);
        }
        if (state.startsWith("08")) {
            return new FailureAnalysis(
                    "the database " + address() + " cannot be reached (" + answer.getMessage() + ").",
                    "Check that it is running, and spring.datasource.url.",
                    failure);
        }
        return null;
    }

    private static SQLException deepest(SQLException first) {
        SQLException deepest = first;
        for (Throwable cause = first.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                deepest = sql;
            }
        }
        return deepest;
    }

    // Its options are left out: there may be a password among them.
    private String address() {
        return environment.getProperty("spring.datasource.url", "").replaceAll("[?;].*", "");
    }
}
