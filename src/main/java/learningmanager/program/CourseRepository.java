package learningmanager.program;

import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.AccountId;
import learningmanager.base.Code;
import learningmanager.base.Columns;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.Title;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Writes programs and runs row by row: enrolments and invitations refer to a run, so that it can't be deleted and inserted
 * anew, as an aggregate's parts would be.
 */
@Repository
class CourseRepository {
    private static final String MINE = """
            exists (select 1 from permission_grant g where g.account_id = :account
              and g.permission = 'COURSE_CREATOR' and g.organisation_id = %s)
            """;

    private static final String INSERT_RUN = """
            insert into program_run (id, program_id, name, starts_on, ends_on, open, code)
            values (:id, :program, :name, :starts, :ends, :open, :code)""";

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final ProgramRepository programs;

    CourseRepository(JdbcClient jdbc, NamedParameterJdbcOperations batches, ProgramRepository programs) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.programs = programs;
    }

    /** A run that is to be, and its program. */
    record NewRun(Program program, ProgramRun run) {}

    List<Organisation> findOrganisations(AccountId account) {
        return jdbc.sql("select o.id, o.name, o.email_domain from organisation o where %s order by o.name, o.id"
                        .formatted(MINE.formatted("o.id")))
                .param("account", account.value())
                .query(ProgramRepository::organisation)
                .list();
    }

    List<Program> findAll(AccountId account) {
        return programs.find(MINE.formatted("p.organisation_id"), account, Optional.empty());
    }

    Optional<Program> find(AccountId account, ProgramId id) {
        return programs.find(MINE.formatted("p.organisation_id"), account, Optional.of(id)).stream()
                .findFirst();
    }

    /** Makes whoever gives a code in the same organisation wait, so that two can't give the same one. */
    void lock(OrganisationId organisation) {
        jdbc.sql("select id from organisation where id = :id for update")
                .param("id", organisation.value())
                .query(UUID.class)
                .single();
    }

    /** As {@link #lock}, and keeps the programs that are there as they are: a run that is being added is waited for. */
    void lockWithPrograms(OrganisationId organisation) {
        lock(organisation);
        jdbc.sql("select id from program where organisation_id = :organisation order by id for update")
                .param("organisation", organisation.value())
                .query(UUID.class)
                .list();
    }

    /** Makes whoever else would change the program wait (ADR 18). */
    void hold(ProgramId id) {
        jdbc.sql("update program set version = version where id = :id")
                .param("id", id.value())
                .update();
    }

    void insert(ProgramId id, OrganisationId organisation, Title title, ProgramKind kind, Optional<Code> code) {
        jdbc.sql("""
                        insert into program (id, organisation_id, title, kind, code, version)
                        values (:id, :organisation, :title, :kind, :code, 1)""")
                .param("id", id.value())
                .param("organisation", organisation.value())
                .param("title", title.text())
                .param("kind", kind.name())
                .param("code", code.map(Code::text).orElse(null), Types.VARCHAR)
                .update();
    }

    /** Programs, and runs that may be theirs, in a few statements however many there are. */
    void insertAll(List<Program> added, List<NewRun> runs) {
        batches.batchUpdate(
                """
                insert into program (id, organisation_id, title, kind, code, version)
                values (:id, :organisation, :title, :kind, :code, :version)""",
                added.stream()
                        .map(program -> new MapSqlParameterSource()
                                .addValue("id", program.id().value())
                                .addValue(
                                        "organisation", program.organisationId().value())
                                .addValue("title", program.title())
                                .addValue("kind", program.kind().name())
                                .addValue(
                                        "code",
                                        program.codeIfSet().map(Code::text).orElse(null),
                                        Types.VARCHAR)
                                .addValue("version", program.version()))
                        .toArray(SqlParameterSource[]::new));
        batches.batchUpdate(
                INSERT_RUN,
                runs.stream().map(one -> parameters(one.program(), one.run())).toArray(SqlParameterSource[]::new));
    }

    /** Marks programs as changed, which are held. */
    void touchAll(Collection<Program> held) {
        batches.batchUpdate(
                "update program set version = version + 1 where id = :id",
                held.stream()
                        .map(program ->
                                new MapSqlParameterSource("id", program.id().value()))
                        .toArray(SqlParameterSource[]::new));
    }

    /** Whether the program was still of the version that was read. */
    boolean update(Program read, Title title, ProgramKind kind, Optional<Code> code) {
        return jdbc.sql("""
                        update program set title = :title, kind = :kind, code = :code, version = version + 1
                        where id = :id and version = :version""")
                        .param("title", title.text())
                        .param("kind", kind.name())
                        .param("code", code.map(Code::text).orElse(null), Types.VARCHAR)
                        .param("id", read.id().value())
                        .param("version", read.version())
                        .update()
                == 1;
    }

    /** Marks the program as changed; whether it was still of the version that was read. */
    boolean touch(Program read) {
        return jdbc.sql("update program set version = version + 1 where id = :id and version = :version")
                        .param("id", read.id().value())
                        .param("version", read.version())
                        .update()
                == 1;
    }

    void insert(Program program, ProgramRun run) {
        write(INSERT_RUN, program, run);
    }

    void update(Program program, ProgramRun run) {
        write("""
                update program_run set name = :name, starts_on = :starts, ends_on = :ends, open = :open, code = :code
                where id = :id and program_id = :program""", program, run);
    }

    private void write(String statement, Program program, ProgramRun run) {
        jdbc.sql(statement).paramSource(parameters(program, run)).update();
    }

    private static SqlParameterSource parameters(Program program, ProgramRun run) {
        return new MapSqlParameterSource()
                .addValue("id", run.id().value())
                .addValue("program", program.id().value())
                .addValue("name", run.name())
                .addValue("starts", run.startsOn())
                .addValue("ends", run.endsOn())
                .addValue("open", run.open())
                .addValue("code", run.codeIfSet().map(Code::text).orElse(null), Types.VARCHAR);
    }

    void archive(ProgramId id, @Nullable Instant since) {
        jdbc.sql("update program set archived_at = :since, version = version + 1 where id = :id")
                .param("since", since == null ? null : Columns.at(since), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", id.value())
                .update();
    }

    void archive(ProgramId id, ProgramRunId run, @Nullable Instant since) {
        jdbc.sql("update program set version = version + 1 where id = :id")
                .param("id", id.value())
                .update();
        jdbc.sql("update program_run set archived_at = :since where id = :run")
                .param("since", since == null ? null : Columns.at(since), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("run", run.value())
                .update();
    }
}
