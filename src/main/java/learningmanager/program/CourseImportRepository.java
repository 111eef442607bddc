package learningmanager.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.AccountId;
import learningmanager.base.Columns;
import learningmanager.base.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.support.SqlBinaryValue;
import org.springframework.stereotype.Repository;

/** Keeps files of programs and runs as they came (ADR 17). */
@Repository
class CourseImportRepository {
    private static final String KEPT =
            "select id, organisation_id, file_name, uploaded_at, added_at, programs, runs from course_import where ";

    private final JdbcClient jdbc;

    CourseImportRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All but the file itself. */
    record Kept(
            CourseImportId id, OrganisationId organisation, String fileName, Instant uploadedAt, Optional<Made> made) {}

    /** What was made of it. */
    record Made(Instant at, int programs, int runs) {}

    /** Makes what one person uploads in two windows at once one after the other. */
    void lockOwner(AccountId owner) {
        jdbc.sql("select id from account where id = :owner for update")
                .param("owner", owner.value())
                .query(UUID.class)
                .single();
    }

    /** Makes a second press, window or server wait until the first is through (ADR 18). */
    void hold(CourseImportId id) {
        jdbc.sql("update course_import set file_name = file_name where id = :id")
                .param("id", id.value())
                .update();
    }

    void keep(CourseImportId id, OrganisationId organisation, AccountId owner, String fileName, Path file, Instant now)
            throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            jdbc.sql("""
                            insert into course_import (id, organisation_id, owner_id, file_name, content, uploaded_at)
                            values (:id, :organisation, :owner, :name, :content, :now)""")
                    .param("id", id.value())
                    .param("organisation", organisation.value())
                    .param("owner", owner.value())
                    .param("name", fileName)
                    .param("content", new SqlBinaryValue(content, Files.size(file)))
                    .param("now", Columns.at(now))
                    .update();
        }
    }

    Optional<Kept> find(CourseImportId id, AccountId owner) {
        return jdbc.sql(KEPT + "id = :id and owner_id = :owner")
                .param("id", id.value())
                .param("owner", owner.value())
                .query(CourseImportRepository::kept)
                .optional();
    }

    /** The latest first. */
    List<Kept> waiting(AccountId owner) {
        return jdbc.sql(KEPT + "owner_id = :owner and added_at is null order by uploaded_at desc, id desc")
                .param("owner", owner.value())
                .query(CourseImportRepository::kept)
                .list();
    }

    void writeContent(CourseImportId id, Path to) {
        jdbc.sql("select content from course_import where id = :id")
                .param("id", id.value())
                .query(row -> {
                    try (InputStream content = row.getBinaryStream("content")) {
                        Files.copy(content, to, StandardCopyOption.REPLACE_EXISTING);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    void added(CourseImportId id, Made made) {
        jdbc.sql("update course_import set added_at = :at, programs = :programs, runs = :runs where id = :id")
                .param("at", Columns.at(made.at()))
                .param("programs", made.programs())
                .param("runs", made.runs())
                .param("id", id.value())
                .update();
    }

    /** Unless it was added; whether it is gone. */
    boolean discard(CourseImportId id) {
        return jdbc.sql("delete from course_import where id = :id and added_at is null")
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** Those that nothing was done with since then, and all of who deleted their account. */
    void deleteUntouchedSince(Instant before) {
        jdbc.sql("""
                        delete from course_import where coalesce(added_at, uploaded_at) < :before
                          or owner_id in (select id from account where deleted_at is not null)""").param("before", Columns.at(before)).update();
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        int programs = row.getInt("programs");
        int runs = row.getInt("runs");
        return new Kept(
                Columns.id(row, "id", CourseImportId::new),
                Columns.id(row, "organisation_id", OrganisationId::new),
                row.getString("file_name"),
                Columns.instant(row, "uploaded_at"),
                Columns.optionalInstant(row, "added_at").map(at -> new Made(at, programs, runs)));
    }
}
