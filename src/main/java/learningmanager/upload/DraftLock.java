package learningmanager.upload;

import java.sql.SQLException;
import java.util.Set;
import learningmanager.base.BusyException;
import learningmanager.base.NotFoundException;
import learningmanager.base.UploadId;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Holds a draft for a change that a person waits for. */
@Component
class DraftLock {
    /** What another window does to a row is over by then; what checks or sends the draft, on another server too, may take minutes. */
    private static final int SECONDS = 2;

    /** PostgreSQL's and H2's words for a wait that took too long. */
    private static final Set<String> WAITED_TOO_LONG = Set.of("55P03", "HYT00");

    private final JdbcTemplate template;
    private final JdbcClient jdbc;

    DraftLock(JdbcTemplate template, JdbcClient jdbc) {
        this.template = template;
        this.jdbc = jdbc;
    }

    /**
     * Makes others wait until the caller's transaction ends.
     *
     * @throws NotFoundException when it is not there
     * @throws BusyException when somebody else holds it for longer than {@value #SECONDS} seconds
     */
    void hold(UploadId id) {
        try {
            boolean postgresql = Postgresql.on(
                    template,
                    connection -> Postgresql.execute(connection, "set local lock_timeout = '" + SECONDS + "s'"));
            jdbc.sql("select no from upload where id = :id for update" + (postgresql ? "" : " wait " + SECONDS))
                    .param("id", id.value())
                    .query(Long.class)
                    .optional()
                    .orElseThrow(() -> new NotFoundException("upload " + id));
            if (postgresql) {
                Postgresql.on(
                        template, connection -> Postgresql.execute(connection, "set local lock_timeout to default"));
            }
        } catch (DataAccessException failure) {
            if (failure.getCause() instanceof SQLException cause && WAITED_TOO_LONG.contains(cause.getSQLState())) {
                throw new BusyException("upload " + id, failure);
            }
            throw failure;
        }
    }
}
