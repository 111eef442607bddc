package learningmanager.upload;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the rows of an edit have in common with others, unless there is too much of it to be worth the while, or to be named in a
 * statement. Of what is empty or wrong, nothing: {@link RowComparison} holds rows against each other by what is right alone.
 */
final class SharedKeys {
    private static final int MOST_ROWS = 5_000;

    private final JdbcClient jdbc;
    private final Upload upload;
    private final Set<String> learners = new HashSet<>();
    private final Set<String> emails = new HashSet<>();
    private final Set<Integer> rows = new HashSet<>();

    SharedKeys(JdbcClient jdbc, Upload upload) {
        this.jdbc = jdbc;
        this.upload = upload;
    }

    void addRowsOf(Edits.Edit edit) {
        add(
                "(select row_no from upload_edit_row where upload_no = :upload and edit_no = :edit) e"
                        + " join upload_row r on r.upload_no = :upload and r.row_no = e.row_no",
                Map.of("edit", edit.no()));
    }

    /** The rows that share these keys; their e-mails count too, as an error that goes may let a warning through. */
    void widen() {
        add(RowComparison.rowsWith("learner_key", "keys") + " r", keys(learners));
        Set<String> known = Set.copyOf(learners);
        add(RowComparison.rowsWith("email_key", "keys") + " r", keys(emails));
        learners.retainAll(known);
    }

    private static Map<String, Object> keys(Set<String> keys) {
        return Map.of("keys", keys.toArray(String[]::new));
    }

    private void add(String from, Map<String, Object> parameters) {
        if (tooMany()) {
            return;
        }
        jdbc.sql("""
                        select r.row_no, case when r.learner_value is not null then r.learner_key end as learner,
                          case when r.email_value is not null then r.email_key end as email
                        from %s fetch next %d rows only""".formatted(from, MOST_ROWS + 1))
                .param("upload", upload.no())
                .params(parameters)
                .query(row -> {
                    rows.add(row.getInt("row_no"));
                    Optional.ofNullable(row.getString("learner")).ifPresent(learners::add);
                    Optional.ofNullable(row.getString("email")).ifPresent(emails::add);
                });
    }

    Set<String> learners() {
        return learners;
    }

    Set<String> emails() {
        return emails;
    }

    Set<Integer> rows() {
        return rows;
    }

    boolean tooMany() {
        return rows.size() > MOST_ROWS;
    }
}
