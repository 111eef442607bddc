package learningmanager.program;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import learningmanager.base.AccountId;
import learningmanager.base.Code;
import learningmanager.base.Columns;
import learningmanager.base.EmailDomain;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads programs with their runs in one statement, however many there are. */
@Repository
class ProgramRepository {
    private static final String PROGRAMS = """
            select p.id, p.organisation_id, p.title, p.kind, p.code, p.archived_at, p.version,
                   r.id as run_id, r.name as run_name, r.starts_on, r.ends_on, r.open, r.code as run_code,
                   r.archived_at as run_archived_at
            from program p left join program_run r on r.program_id = p.id
            """;
    private static final String MANAGED = """
            exists (select 1 from permission_grant g where g.account_id = :account
              and (g.permission = 'LEARNING_MANAGER' and g.organisation_id = p.organisation_id
                or g.permission = 'PROGRAM_LEARNER_ADMIN' and g.program_id = p.id))
            """;

    private final JdbcClient jdbc;

    ProgramRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Program> findManaged(AccountId account) {
        return find(MANAGED, account, Optional.empty());
    }

    Optional<Program> findManaged(AccountId account, ProgramId id) {
        return find(MANAGED, account, Optional.of(id)).stream().findFirst();
    }

    /**
     * Those that an account may see in some role.
     *
     * @param mine the condition of that role, on the program {@code p} and the parameter {@code :account}
     */
    List<Program> find(String mine, AccountId account, Optional<ProgramId> id) {
        String one = id.isPresent() ? "p.id = :id and " : "";
        JdbcClient.StatementSpec statement =
                jdbc.sql(PROGRAMS + "where " + one + mine).param("account", account.value());
        id.ifPresent(program -> statement.param("id", program.value()));
        return programs(statement);
    }

    /** With those that have no program yet. */
    List<Organisation> findManagedOrganisations(AccountId account) {
        return jdbc.sql("""
                        select o.id, o.name, o.email_domain from organisation o
                        where exists (select 1 from permission_grant m where m.account_id = :account
                            and m.permission = 'LEARNING_MANAGER' and m.organisation_id = o.id)
                          or exists (select 1 from program p where p.organisation_id = o.id and %s)
                        order by o.name""".formatted(MANAGED))
                .param("account", account.value())
                .query(ProgramRepository::organisation)
                .list();
    }

    static Organisation organisation(ResultSet row, int number) throws SQLException {
        return new Organisation(
                Columns.id(row, "id", OrganisationId::new),
                row.getString("name"),
                row.getString("email_domain") == null ? null : new EmailDomain(row.getString("email_domain")));
    }

    private static List<Program> programs(JdbcClient.StatementSpec statement) {
        Map<UUID, Program> heads = new LinkedHashMap<>();
        Map<UUID, Set<ProgramRun>> runs = new LinkedHashMap<>();
        statement.query(row -> {
            UUID id = row.getObject("id", UUID.class);
            if (!heads.containsKey(id)) {
                heads.put(
                        id,
                        new Program(
                                new ProgramId(id),
                                Columns.id(row, "organisation_id", OrganisationId::new),
                                row.getString("title"),
                                ProgramKind.valueOf(row.getString("kind")),
                                row.getString("code") == null ? null : new Code(row.getString("code")),
                                Set.of(),
                                Columns.optionalInstant(row, "archived_at").orElse(null),
                                row.getLong("version")));
            }
            if (row.getObject("run_id", UUID.class) != null) {
                runs.computeIfAbsent(id, key -> new LinkedHashSet<>())
                        .add(new ProgramRun(
                                Columns.id(row, "run_id", ProgramRunId::new),
                                row.getString("run_name"),
                                row.getDate("starts_on").toLocalDate(),
                                row.getDate("ends_on").toLocalDate(),
                                row.getBoolean("open"),
                                row.getString("run_code") == null ? null : new Code(row.getString("run_code")),
                                Columns.optionalInstant(row, "run_archived_at").orElse(null)));
            }
        });
        List<Program> programs = new ArrayList<>();
        heads.forEach((id, head) -> programs.add(new Program(
                head.id(),
                head.organisationId(),
                head.title(),
                head.kind(),
                head.code(),
                runs.getOrDefault(id, Set.of()),
                head.archivedAt(),
                head.version())));
        programs.sort(Comparator.comparing(Program::title, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(Program::id, Comparator.comparing(ProgramId::value)));
        return programs;
    }
}
