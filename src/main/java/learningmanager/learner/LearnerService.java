package learningmanager.learner;

import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import learningmanager.audit.AuditAction;
import learningmanager.audit.AuditEvent;
import learningmanager.audit.AuditLog;
import learningmanager.base.AccountId;
import learningmanager.base.Changes;
import learningmanager.base.Columns;
import learningmanager.base.EnrolmentId;
import learningmanager.base.ExternalLearnerId;
import learningmanager.base.Id;
import learningmanager.base.LearnerId;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.Slice;
import learningmanager.program.Program;
import learningmanager.program.ProgramService;
import learningmanager.program.RunScope;
import learningmanager.security.AccountService;
import learningmanager.security.Permissions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * An organisation's learner IDs, whose they are, and who is enrolled on what.
 *
 * <p>The methods that need a transaction of the caller's are for features that checked the permission themselves.
 */
@Service
public class LearnerService {
    /** Where the driver would otherwise hold a million IDs at once. */
    private static final int FETCHED_AT_ONCE = 1_000;

    private final LearnerRepository learners;
    private final EnrolledLearners enrolledLearners;
    private final JdbcClient jdbc;
    private final ProgramService programs;
    private final ChargeService charges;
    private final Permissions permissions;
    private final AccountService accounts;
    private final AuditLog audit;
    private final Changes changes;

    LearnerService(
            LearnerRepository learners,
            EnrolledLearners enrolledLearners,
            JdbcClient jdbc,
            ProgramService programs,
            ChargeService charges,
            Permissions permissions,
            AccountService accounts,
            AuditLog audit,
            Changes changes) {
        this.learners = learners;
        this.enrolledLearners = enrolledLearners;
        this.jdbc = jdbc;
        this.programs = programs;
        this.charges = charges;
        this.permissions = permissions;
        this.accounts = accounts;
        this.audit = audit;
        this.changes = changes;
    }

    /** The learner of that ID, made where new, and held until the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Learner lock(OrganisationId organisation, ExternalLearnerId externalLearnerId) {
        learners.insertIfMissing(Id.nextValue(), organisation.value(), externalLearnerId.text());
        return learners.lock(organisation.value(), externalLearnerId.text()).orElseThrow();
    }

    /** The learner, held until the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Learner lock(LearnerId id) {
        return learners.lock(id.value()).orElseThrow(() -> new NotFoundException("learner " + id));
    }

    /**
     * Many learners, held until the caller's transaction ends. Always taken in the same order, lest two wait for each other.
     *
     * @param select gives their IDs
     * @param parameters the query's named parameters
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lockEach(String select, Map<String, ?> parameters) {
        jdbc.sql("select id from learner where id in (%s) order by id for update".formatted(select))
                .params(parameters)
                .withFetchSize(FETCHED_AT_ONCE)
                .query(row -> {});
    }

    /** The learner of that ID, if the organisation ever used it. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Optional<Learner> find(OrganisationId organisation, ExternalLearnerId externalLearnerId) {
        return learners.find(organisation.value(), externalLearnerId.text());
    }

    /** Whether {@link #link} would succeed, changing nothing. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Linking wouldLink(LearnerId id, AccountId account) {
        return linking(learners.findById(id).orElseThrow(), account);
    }

    /** Ties the learner ID to the account, once and for all. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Linking link(LearnerId id, AccountId account) {
        Learner learner = lock(id);
        if (learner.account().isEmpty()) {
            // Another learner ID that the same account would be tied to at this moment waits for this one;
            // after that wait, what was looked up before is looked up anew.
            accounts.hold(account);
            learners.touch(id.value());
        }
        Linking linking = linking(learner, account);
        if (linking instanceof Linking.Linked && learner.account().isEmpty()) {
            learners.save(learner.linkedTo(account));
            changes.announce(account);
        }
        return linking;
    }

    /**
     * Frees all learner IDs of an account that is being deleted; what they hold stays with them. For whoever holds them and the
     * account.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(AccountId account) {
        audit.recordEach(AuditAction.LEARNER_UNLINKED, Optional.of(account), """
                select l.organisation_id, cast(null as uuid) as program_id, cast(null as uuid) as run_id, l.id as subject_id,
                  l.external_learner_id as subject_name, cast(null as varchar) as was, cast(null as varchar) as became
                from learner l where l.account_id = :account""", Map.of("account", account.value()));
        jdbc.sql("update learner set account_id = null, version = version + 1 where account_id = :account")
                .param("account", account.value())
                .update();
    }

    private Linking linking(Learner learner, AccountId account) {
        if (learner.account().isPresent()) {
            return learner.account().get().equals(account) ? new Linking.Linked() : new Linking.TiedToAnotherAccount();
        }
        return learners.findByOrganisationIdAndAccountId(learner.organisationId(), account)
                .<Linking>map(other -> new Linking.AccountHasAnotherId(other.externalLearnerId()))
                .orElseGet(Linking.Linked::new);
    }

    /** Puts the learner on the run, or on the program as such; nothing happens where they are on it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void enrol(
            LearnerId learner,
            ProgramId program,
            Optional<ProgramRunId> run,
            EnrolmentHow how,
            AccountId by,
            Instant at) {
        EnrolmentId id = EnrolmentId.at(at);
        int enrolled = jdbc.sql("""
                        insert into enrolment (id, learner_id, program_id, run_id, enrolled_at, how, enrolled_by)
                        values (:id, :learner, :program, :run, :at, :how, :by) on conflict do nothing""")
                .param("id", id.value())
                .param("learner", learner.value())
                .param("program", program.value())
                .param("run", run.map(ProgramRunId::value).orElse(null), Types.OTHER)
                .param("at", Columns.at(at))
                .param("how", how.name())
                .param("by", by.value())
                .update();
        if (enrolled > 0) {
            charges.chargeNew(id.value());
            Learner whom = learners.findById(learner).orElseThrow();
            audit.record(AuditEvent.of(
                            AuditAction.ENROLLED, id, whom.externalLearnerId().text())
                    .by(by)
                    .in(whom.organisationId())
                    .on(program)
                    .on(run)
                    .became(how.name()));
            whom.account().ifPresent(changes::announce);
        }
    }

    /** The places the learner is enrolled on within a program: runs' IDs, and the program's own for the program as such. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Set<UUID> enrolledPlaces(LearnerId learner, ProgramId program) {
        return new HashSet<>(
                jdbc.sql("select place from enrolment where learner_id = :learner and program_id = :program")
                        .param("learner", learner.value())
                        .param("program", program.value())
                        .query(UUID.class)
                        .list());
    }

    /** What the learner was enrolled on last: a run, or the program as such; none for who is enrolled on nothing. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Optional<RunScope> newestEnrolment(LearnerId learner) {
        return jdbc.sql("""
                        select program_id, run_id from enrolment where learner_id = :learner
                        order by enrolled_at desc, id desc fetch first 1 row only""")
                .param("learner", learner.value())
                .query((row, number) -> new RunScope(
                        Columns.id(row, "program_id", ProgramId::new),
                        Columns.optionalId(row, "run_id", ProgramRunId::new)))
                .optional();
    }

    /** Some of a run's learners. */
    @Transactional(readOnly = true)
    public List<EnrolledLearner> enrolled(
            RunScope scope, LearnerFilter filter, LearnerOrder order, Slice<EnrolledLearner> slice) {
        programs.managed(scope);
        return enrolledLearners.page(scope, filter, order, slice);
    }

    /** How many {@link #enrolled} has in all. */
    @Transactional(readOnly = true)
    public int countEnrolled(RunScope scope, LearnerFilter filter) {
        return countEnrolled(scope, filter, Integer.MAX_VALUE);
    }

    /** The same, up to {@code most}, which takes no longer at a million. */
    @Transactional(readOnly = true)
    public int countEnrolled(RunScope scope, LearnerFilter filter, int most) {
        programs.managed(scope);
        return enrolledLearners.count(scope, filter, most);
    }

    /** How many of those that the search finds came in each way; what nobody did is left out. */
    @Transactional(readOnly = true)
    public Map<EnrolmentHow, Integer> countsByHow(RunScope scope, LearnerFilter filter) {
        programs.managed(scope);
        return enrolledLearners.counts(scope, filter.however());
    }

    /** Reads a run's learners line by line, in the order of enrolment, streaming. */
    @Transactional(readOnly = true)
    public void readEach(RunScope scope, LearnerFilter filter, Consumer<EnrolledLearner> reader) {
        programs.managed(scope);
        enrolledLearners.each(scope, filter, reader);
    }

    /** How many enrolments each place of my programs has: by run, and by program for all of them, as its lists show them. */
    @Transactional(readOnly = true)
    public Map<UUID, Integer> enrolledCounts() {
        List<ProgramId> mine = programs.managed().stream().map(Program::id).toList();
        return mine.isEmpty() ? Map.of() : enrolledCounts(mine);
    }

    /**
     * The same for one program.
     *
     * @throws NotFoundException when it isn't mine to manage
     */
    @Transactional(readOnly = true)
    public Map<UUID, Integer> enrolledCounts(ProgramId program) {
        return enrolledCounts(List.of(programs.managed(program).id()));
    }

    private Map<UUID, Integer> enrolledCounts(List<ProgramId> programs) {
        Map<UUID, Integer> counts = new HashMap<>();
        jdbc.sql("""
                        select run_id as place, count(*) as n from enrolment
                        where program_id in (:programs) and run_id is not null group by run_id
                        union all
                        select program_id, count(*) from enrolment
                        where program_id in (:programs) group by program_id""")
                .param("programs", programs.stream().map(ProgramId::value).toList())
                .query(row -> {
                    counts.put(row.getObject("place", UUID.class), row.getInt("n"));
                });
        return counts;
    }

    /** What the person signed in is enrolled on, newest first. */
    @Transactional(readOnly = true)
    public List<OwnEnrolment> myLearning() {
        return jdbc.sql("""
                        select o.name as organisation, p.title, r.name as run, r.starts_on, r.ends_on,
                               l.external_learner_id, e.enrolled_at
                        from learner l join enrolment e on e.learner_id = l.id join program p on p.id = e.program_id
                        join organisation o on o.id = p.organisation_id left join program_run r on r.id = e.run_id
                        where l.account_id = :account order by e.enrolled_at desc, r.starts_on""")
                .param("account", permissions.me().id().value())
                .query((row, number) -> new OwnEnrolment(
                        row.getString("organisation"),
                        row.getString("title"),
                        row.getString("run") == null
                                ? Optional.empty()
                                : Optional.of(new OwnEnrolment.Run(
                                        row.getString("run"),
                                        row.getDate("starts_on").toLocalDate(),
                                        row.getDate("ends_on").toLocalDate())),
                        row.getString("external_learner_id"),
                        Columns.instant(row, "enrolled_at")))
                .list();
    }
}
