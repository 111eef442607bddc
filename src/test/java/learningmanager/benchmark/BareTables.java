package learningmanager.benchmark;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import learningmanager.base.UploadId;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Tables equal to the product's, keys and indexes too, and the fewest statements that fill them with the same rows. */
final class BareTables {
    private static final int BATCH = 1_000;
    private static final int COPIED_AT_ONCE = 1 << 16;

    private static final String ROW_COLUMNS = "upload_no, row_no, line, external_learner_id, email, program_code,"
            + " program_run_code, expiry_time, learner_value, email_value, learner_key, email_key, program_id, run_id,"
            + " expires_at, errors, left_out";

    private static final List<String> ON_POSTGRESQL = List.of(
            "create table bare_row (like upload_row including all)",
            "create table bare_learner (like learner including all,"
                    + " foreign key (organisation_id) references organisation)",
            "create table bare_invitation (like invitation including all,"
                    + " foreign key (organisation_id) references organisation, foreign key (program_id) references program,"
                    + " foreign key (learner_id) references bare_learner, foreign key (sent_by) references account,"
                    + " foreign key (upload_id) references upload)",
            "create table bare_run (like invited_run including all,"
                    + " foreign key (invitation_id) references bare_invitation,"
                    + " foreign key (learner_id) references bare_learner, foreign key (program_id) references program,"
                    + " foreign key (run_id) references program_run)",
            "create table bare_mail (like mail_message including all)");

    private static final List<String> ON_H2 = List.of(
            "create table bare_row as select * from upload_row where 1 = 0",
            "alter table bare_row alter column upload_no set not null",
            "alter table bare_row alter column row_no set not null",
            "alter table bare_row add primary key (upload_no, row_no)",
            "create index bare_row_error on bare_row (upload_no, errors, row_no)",
            "create index bare_row_left_out on bare_row (upload_no, left_out, row_no)",
            "create index bare_row_learner on bare_row (upload_no, learner_key)",
            "create index bare_row_email on bare_row (upload_no, email_key)");

    private static final List<String> SEND = List.of("set local enable_nestloop = off", """
            insert into bare_learner (id, organisation_id, external_learner_id, version)
            select uuidv7(), '{organisation}', learner_value, 1 from (select distinct learner_value from upload_row
              where upload_no = {no}) learners""", """
            insert into bare_invitation (id, organisation_id, program_id, learner_id, email, expires_at, sent_at, sent_by,
              upload_id, upload_row_no, link_id, link_version, version)
            select uuidv7(), '{organisation}', r.program_id, l.id, r.email_value, r.expires_at, now(), '{owner}', '{upload}',
              r.row_no, gen_random_uuid(), 1, 1
            from upload_row r join bare_learner l on l.external_learner_id = r.learner_value
              and l.organisation_id = '{organisation}' where r.upload_no = {no}""", """
            insert into bare_run (invitation_id, learner_id, program_id, run_id, status)
            select i.id, i.learner_id, r.program_id, r.run_id, 'PENDING' from upload_row r
              join bare_invitation i on i.upload_id = '{upload}' and i.upload_row_no = r.row_no where r.upload_no = {no}""", """
            insert into bare_mail (id, about, program_id, recipient, status, attempts, queued_at, due_at)
            select uuidv7(), id, program_id, email, 'QUEUED', 0, now(), now() from bare_invitation where upload_id = '{upload}'""");

    private final DataSource database;
    private final BareLoop loop;
    private int uploads;

    BareTables(DataSource database, BareLoop loop) {
        this.database = database;
        this.loop = loop;
    }

    void create() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String create : connection.isWrapperFor(PGConnection.class) ? ON_POSTGRESQL : ON_H2) {
                statement.execute(create);
            }
        }
    }

    /** Reads, checks and writes a file's rows, in one transaction: by COPY on PostgreSQL, by batched inserts on H2. */
    void stage(Path file) throws Exception {
        uploads++;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            if (connection.isWrapperFor(PGConnection.class)) {
                copy(connection, file);
            } else {
                insert(connection, file);
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private void copy(Connection connection, Path file) throws Exception {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy bare_row (" + ROW_COLUMNS + ") from stdin");
        StringBuilder text = new StringBuilder(2 * COPIED_AT_ONCE);
        loop.read(file, row -> {
            text.append(uploads).append('\t').append(row.row()).append('\t').append(row.row() + 1);
            for (int cell = 0; cell < 5; cell++) {
                text.append('\t').append(row.cells().get(cell));
            }
            for (Object value : meaning(row)) {
                text.append('\t').append(value == null ? "\\N" : value);
            }
            text.append("\t0\n");
            if (text.length() > COPIED_AT_ONCE) {
                flush(copy, text);
            }
        });
        flush(copy, text);
        copy.endCopy();
    }

    private static void flush(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    private void insert(Connection connection, Path file) throws Exception {
        try (PreparedStatement statement = connection.prepareStatement("insert into bare_row (" + ROW_COLUMNS
                + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)")) {
            loop.read(file, row -> {
                statement.setLong(1, uploads);
                statement.setInt(2, row.row());
                statement.setInt(3, row.row() + 1);
                for (int cell = 0; cell < 5; cell++) {
                    statement.setString(4 + cell, row.cells().get(cell));
                }
                int parameter = 9;
                for (Object value : meaning(row)) {
                    statement.setObject(parameter++, value);
                }
                statement.addBatch();
                if (row.row() % BATCH == 0) {
                    statement.executeBatch();
                }
            });
            statement.executeBatch();
        }
    }

    private static @Nullable Object[] meaning(BareLoop.Checked row) {
        return new @Nullable Object[] {
            row.learner(),
            row.email(),
            row.cells().get(0).toLowerCase(Locale.ROOT),
            row.cells().get(1).toLowerCase(Locale.ROOT),
            row.program(),
            row.run(),
            row.expiry() == null ? null : Timestamp.from(row.expiry()),
            row.right() ? 0 : 1
        };
    }

    /** Makes learners, invitations, their runs and the outbox's rows of a checked upload, in one transaction. */
    void send(UploadId upload) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : SEND) {
                statement.executeUpdate(filled(connection, sql, upload));
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static String filled(Connection connection, String sql, UploadId upload) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select no, organisation_id, owner_id from upload where id = '" + upload.value() + "'")) {
            row.next();
            return sql.replace("{no}", row.getString("no"))
                    .replace("{organisation}", row.getString("organisation_id"))
                    .replace("{owner}", row.getString("owner_id"))
                    .replace("{upload}", upload.value().toString());
        }
    }
}
