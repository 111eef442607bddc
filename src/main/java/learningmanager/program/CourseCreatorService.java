package learningmanager.program;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import learningmanager.audit.AuditAction;
import learningmanager.base.Cells;
import learningmanager.base.Changes;
import learningmanager.base.Code;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.Parsed;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.Refusal;
import learningmanager.base.Title;
import learningmanager.program.CourseSaving.ChangedMeanwhile;
import learningmanager.program.CourseSaving.Refused;
import learningmanager.program.CourseSaving.Saved;
import learningmanager.security.Permissions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * "Course Creator" (SPEC 8): adds, changes and archives programs and their runs, for the organisations that I am course creator
 * of. What is not mine is not found.
 *
 * <p>Whoever changes something says what they saw of it: where that is no longer what is there, they are told, and nothing is
 * lost. Two people who change different runs of one program do not get in each other's way.
 */
@Service
@Transactional
public class CourseCreatorService {
    private final CourseRepository courses;
    private final Permissions permissions;
    private final CourseEvents events;
    private final Changes changes;
    private final Clock clock;

    CourseCreatorService(
            CourseRepository courses, Permissions permissions, CourseEvents events, Changes changes, Clock clock) {
        this.courses = courses;
        this.permissions = permissions;
        this.events = events;
        this.changes = changes;
        this.clock = clock;
    }

    /** The organisations whose programs I edit, by name. */
    @Transactional(readOnly = true)
    public List<Organisation> organisations() {
        return permissions
                .whoIsSignedIn()
                .map(me -> courses.findOrganisations(me.id()))
                .orElse(List.of());
    }

    /** Their programs by title, archived ones too. */
    @Transactional(readOnly = true)
    public List<Program> programs() {
        return permissions.whoIsSignedIn().map(me -> courses.findAll(me.id())).orElse(List.of());
    }

    /**
     * One of them.
     *
     * @throws NotFoundException when it is not there or not mine to edit
     */
    @Transactional(readOnly = true)
    public Program program(ProgramId id) {
        return permissions
                .whoIsSignedIn()
                .flatMap(me -> courses.find(me.id(), id))
                .orElseThrow(() -> new NotFoundException("program " + id));
    }

    /** A code for a program of this title that the organisation has not given yet; empty where the title gives none. */
    @Transactional(readOnly = true)
    public String suggestedCode(OrganisationId organisation, String title) {
        return CodeSuggestion.ofProgram(
                title,
                programsOf(organisation).stream()
                        .flatMap(program -> program.codeIfSet().stream())
                        .toList());
    }

    /** A code for the program's next run; empty where nothing gives one. */
    @Transactional(readOnly = true)
    public String suggestedRunCode(ProgramId program) {
        return CodeSuggestion.ofRun(program(program));
    }

    /**
     * Adds a program without runs. Refusals: those of {@link Title}, of {@link Code}, and {@code program.code-taken} (the code, the
     * title of the program that has it).
     *
     * @throws NotFoundException when I am not course creator of the organisation
     */
    public CourseSaving add(OrganisationId organisation, ProgramFacts facts) {
        expectMine(organisation);
        courses.lock(organisation);
        Map<CourseField, Refusal> problems = new EnumMap<>(CourseField.class);
        Optional<Title> title = taken(Title.parseTitle(facts.title()), CourseField.TITLE, problems);
        Optional<Code> code = code(facts.code(), problems);
        code.flatMap(set -> refusalOfCode(set, organisation, Optional.empty()))
                .ifPresent(refusal -> problems.put(CourseField.CODE, refusal));
        if (!problems.isEmpty()) {
            return new Refused(problems);
        }
        ProgramId id = ProgramId.next();
        courses.insert(id, organisation, title.orElseThrow(), facts.kind(), code);
        Program added = changed(id);
        events.record(AuditAction.PROGRAM_ADDED, Optional.empty(), added);
        return new Saved(added);
    }

    /**
     * Changes a program's title, kind and code; invitations that were sent stay as they are. Refusals as for {@link #add}.
     *
     * @param seen what the person saw before they changed it
     * @throws NotFoundException when it is not mine to edit
     */
    public CourseSaving change(ProgramId id, ProgramFacts seen, ProgramFacts wanted) {
        Program program = program(id);
        courses.lock(program.organisationId());
        Map<CourseField, Refusal> problems = new EnumMap<>(CourseField.class);
        Optional<Title> title = taken(Title.parseTitle(wanted.title()), CourseField.TITLE, problems);
        Optional<Code> code = code(wanted.code(), problems);
        code.flatMap(set -> refusalOfCode(set, program.organisationId(), Optional.of(id)))
                .ifPresent(refusal -> problems.put(CourseField.CODE, refusal));
        if (!problems.isEmpty()) {
            return new Refused(problems);
        }
        if (!ProgramFacts.of(program).equals(seen)
                || !courses.update(program, title.orElseThrow(), wanted.kind(), code)) {
            return changedMeanwhile(id);
        }
        Program now = changed(id);
        events.record(AuditAction.PROGRAM_CHANGED, Optional.of(program), now);
        return new Saved(now);
    }

    /**
     * Adds a run. Refusals: those of {@link Title}, of {@link Code}, {@code run.date-missing}, {@code run.ends-before-start}, and
     * {@code run.code-taken} (the code, the name of the run that has it).
     *
     * @throws NotFoundException when the program is not mine to edit
     */
    public CourseSaving addRun(ProgramId id, RunFacts facts) {
        return save(id, program -> Optional.of(ProgramRunId.next()), run -> true, facts, courses::insert);
    }

    /**
     * Changes a run; invitations that were sent stay as they are. Refusals as for {@link #addRun}.
     *
     * @param seen what the person saw before they changed it
     * @throws NotFoundException when the program is not mine to edit, or has no such run
     */
    public CourseSaving changeRun(ProgramId id, ProgramRunId runId, RunFacts seen, RunFacts wanted) {
        return save(
                id,
                program -> program.run(runId).map(ProgramRun::id),
                program -> program.run(runId)
                        .map(RunFacts::of)
                        .filter(seen::equals)
                        .isPresent(),
                wanted,
                courses::update);
    }

    /** Archives a program: it is offered for nothing new, and what was sent and who is enrolled stay. */
    public Program archive(ProgramId id) {
        return archive(id, clock.instant());
    }

    /** Offers an archived program again. */
    public Program bringBack(ProgramId id) {
        return archive(id, null);
    }

    /** Archives a run, as {@link #archive} does a program. */
    public Program archiveRun(ProgramId id, ProgramRunId run) {
        return archiveRun(id, run, clock.instant());
    }

    /** Offers an archived run again. */
    public Program bringBackRun(ProgramId id, ProgramRunId run) {
        return archiveRun(id, run, null);
    }

    private Program archive(ProgramId id, @Nullable Instant since) {
        program(id);
        courses.archive(id, since);
        Program now = changed(id);
        events.record(
                since == null ? AuditAction.PROGRAM_BROUGHT_BACK : AuditAction.PROGRAM_ARCHIVED, Optional.empty(), now);
        return now;
    }

    private Program archiveRun(ProgramId id, ProgramRunId run, @Nullable Instant since) {
        if (program(id).run(run).isEmpty()) {
            throw new NotFoundException("run " + run);
        }
        courses.archive(id, run, since);
        Program now = changed(id);
        events.record(
                since == null ? AuditAction.RUN_BROUGHT_BACK : AuditAction.RUN_ARCHIVED,
                now,
                Optional.empty(),
                now.run(run).orElseThrow());
        return now;
    }

    /** Writes a run of a program whose version is still the one that was read. */
    @FunctionalInterface
    private interface Writing {
        void write(Program program, ProgramRun run);
    }

    private CourseSaving save(
            ProgramId id,
            Function<Program, Optional<ProgramRunId>> which,
            Predicate<Program> isAsSeen,
            RunFacts facts,
            Writing writing) {
        program(id);
        courses.hold(id);
        Program program = program(id);
        ProgramRunId runId = which.apply(program).orElseThrow(() -> new NotFoundException("run of " + id));
        Map<CourseField, Refusal> problems = new EnumMap<>(CourseField.class);
        Optional<Title> name = taken(Title.parse(facts.name()), CourseField.TITLE, problems);
        Optional<Code> code = code(facts.code(), problems);
        code.flatMap(set -> refusalOfRunCode(set, program, runId))
                .ifPresent(refusal -> problems.put(CourseField.CODE, refusal));
        checkDates(facts, problems);
        if (!problems.isEmpty()) {
            return new Refused(problems);
        }
        if (!isAsSeen.test(program) || !courses.touch(program)) {
            return changedMeanwhile(id);
        }
        writing.write(
                program,
                new ProgramRun(
                        runId,
                        name.orElseThrow().text(),
                        facts.startsOn().orElseThrow(),
                        facts.endsOn().orElseThrow(),
                        facts.open(),
                        code.orElse(null),
                        program.run(runId).map(ProgramRun::archivedAt).orElse(null)));
        Program now = changed(id);
        Optional<ProgramRun> before = program.run(runId);
        events.record(
                before.isPresent() ? AuditAction.RUN_CHANGED : AuditAction.RUN_ADDED_TO_PROGRAM,
                now,
                before,
                now.run(runId).orElseThrow());
        return new Saved(now);
    }

    private static void checkDates(RunFacts facts, Map<CourseField, Refusal> problems) {
        Optional<LocalDate> start = facts.startsOn();
        Optional<LocalDate> end = facts.endsOn();
        if (start.isEmpty()) {
            problems.put(CourseField.STARTS_ON, Refusal.of("run.date-missing"));
        }
        if (end.isEmpty()) {
            problems.put(CourseField.ENDS_ON, Refusal.of("run.date-missing"));
        } else if (start.filter(end.get()::isBefore).isPresent()) {
            problems.put(CourseField.ENDS_ON, Refusal.of("run.ends-before-start"));
        }
    }

    private Optional<Refusal> refusalOfCode(Code code, OrganisationId organisation, Optional<ProgramId> but) {
        return programsOf(organisation).stream()
                .filter(program -> !but.equals(Optional.of(program.id())))
                .filter(program -> program.codeIfSet().equals(Optional.of(code)))
                .findFirst()
                .map(program -> Refusal.of("program.code-taken", text(program.codeIfSet()), program.title()));
    }

    private static Optional<Refusal> refusalOfRunCode(Code code, Program program, ProgramRunId but) {
        return program.runs().stream()
                .filter(run -> !run.id().equals(but))
                .filter(run -> run.codeIfSet().equals(Optional.of(code)))
                .findFirst()
                .map(run -> Refusal.of("run.code-taken", text(run.codeIfSet()), run.name()));
    }

    /** As it was written where it is in use, which may be in another case. */
    private static String text(Optional<Code> code) {
        return code.map(Code::text).orElse("");
    }

    /** None is a code too: it can follow later. */
    private static Optional<Code> code(String text, Map<CourseField, Refusal> problems) {
        return Cells.isBlank(text) ? Optional.empty() : taken(Code.parse(text), CourseField.CODE, problems);
    }

    private static <T> Optional<T> taken(Parsed<T> parsed, CourseField field, Map<CourseField, Refusal> problems) {
        parsed.whyNot().ifPresent(refusal -> problems.put(field, refusal));
        return parsed.toOptional();
    }

    private List<Program> programsOf(OrganisationId organisation) {
        expectMine(organisation);
        return programs().stream()
                .filter(program -> program.organisationId().equals(organisation))
                .toList();
    }

    private void expectMine(OrganisationId organisation) {
        if (!permissions.reach().courses().contains(organisation)) {
            throw new NotFoundException("organisation " + organisation);
        }
    }

    private CourseSaving changedMeanwhile(ProgramId id) {
        return new ChangedMeanwhile(program(id));
    }

    private Program changed(ProgramId id) {
        changes.announce(id);
        return program(id);
    }
}
