package learningmanager.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import learningmanager.audit.AuditAction;
import learningmanager.base.Changes;
import learningmanager.base.Code;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.TemporaryFiles;
import learningmanager.csv.CsvFile;
import learningmanager.csv.FileProblem;
import learningmanager.csv.Limits;
import learningmanager.program.csv.CheckedCourses;
import learningmanager.program.csv.CourseCheck;
import learningmanager.program.csv.CourseColumn;
import learningmanager.program.csv.CourseLine;
import learningmanager.program.csv.KnownCourse;
import learningmanager.program.csv.PlannedProgram;
import learningmanager.security.Permissions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Adds many programs and runs by one file (SPEC 8), for an organisation that I am course creator of: read and checked, looked over,
 * then all added or none. Programs that are there get more runs; nothing that is there is changed.
 */
@Service
@Transactional
public class CourseImportService {
    /** No organisation has so many: such a file is checked in memory. */
    private static final Limits LIMITS = new Limits(5L << 20, 10_000, 2_000, 50, 50, 100);

    private final CourseRepository courses;
    private final CourseEvents events;
    private final TemporaryFiles files;
    private final Permissions permissions;
    private final Changes changes;
    private final Clock clock;

    CourseImportService(
            CourseRepository courses,
            CourseEvents events,
            TemporaryFiles files,
            Permissions permissions,
            Changes changes,
            Clock clock) {
        this.courses = courses;
        this.events = events;
        this.files = files;
        this.permissions = permissions;
        this.changes = changes;
        this.clock = clock;
    }

    /** What bounds a file. */
    public Limits limits() {
        return LIMITS;
    }

    /** A temporary file for what a browser sends; to be given to {@link #check} or deleted. */
    public Path newFile() {
        return files.create();
    }

    /**
     * Reads and checks a file, which is deleted by that. Nothing is added.
     *
     * @throws NotFoundException when I am not course creator of the organisation
     */
    @Transactional(readOnly = true)
    public CourseFile check(OrganisationId organisation, Path file) {
        List<CourseLine> lines = new ArrayList<>();
        try {
            expectMine(organisation);
            CsvFile.Outcome outcome = CsvFile.read(
                    file,
                    CourseColumn.ALL,
                    LIMITS,
                    CsvFile.Watch.NOBODY,
                    (number, line, cells) -> lines.add(new CourseLine(line, cells)));
            return switch (outcome) {
                case CsvFile.Outcome.Read(var facts, int rows) ->
                    new CourseFile.Checked(organisation, facts, checked(organisation, lines));
                case CsvFile.Outcome.Refused(var problems, int count, var facts) ->
                    new CourseFile.Refused(
                            problems.stream().map(FileProblem::refusal).toList(), count, facts);
                case CsvFile.Outcome.Stopped() -> throw new IllegalStateException("Nobody stops it");
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Checks once more, then adds all that the file has, or nothing. Pressed again, it tells that all of it is there already.
     *
     * @throws NotFoundException when I am not course creator of the organisation
     */
    public CourseAdding add(CourseFile.Checked file) {
        OrganisationId organisation = file.organisation();
        expectMine(organisation);
        courses.lockWithPrograms(organisation);
        List<CourseLine> lines =
                file.courses().rows().stream().map(CheckedCourses.Row::line).toList();
        CheckedCourses now = checked(organisation, lines);
        if (now.hasErrors()) {
            return new CourseAdding.Refused(new CourseFile.Checked(organisation, file.facts(), now));
        }
        Map<Code, Program> there = programsOf(organisation).stream()
                .filter(program -> program.codeIfSet().isPresent())
                .collect(Collectors.toMap(program -> program.codeIfSet().orElseThrow(), Function.identity()));
        now.planned()
                .forEach(planned -> addRuns(
                        Optional.ofNullable(there.get(planned.code())).orElseGet(() -> added(organisation, planned)),
                        planned.runs()));
        return new CourseAdding.Added(now.newPrograms(), now.newRuns());
    }

    private Program added(OrganisationId organisation, PlannedProgram planned) {
        ProgramKind kind = planned.degree() ? ProgramKind.DEGREE : ProgramKind.MICROCREDENTIAL;
        ProgramId id = ProgramId.next();
        courses.insert(id, organisation, planned.title(), kind, Optional.of(planned.code()));
        Program program = Program.added(id, organisation, planned.title(), kind, planned.code());
        events.record(AuditAction.PROGRAM_ADDED, program, Optional.empty(), program);
        return program;
    }

    private void addRuns(Program program, List<PlannedProgram.Run> runs) {
        courses.touch(program);
        for (PlannedProgram.Run planned : runs) {
            ProgramRun run = new ProgramRun(
                    ProgramRunId.next(),
                    planned.name().text(),
                    planned.startsOn(),
                    planned.endsOn(),
                    planned.open(),
                    planned.code(),
                    null);
            courses.insert(program, run);
            events.record(AuditAction.RUN_ADDED_TO_PROGRAM, program, Optional.empty(), run);
        }
        changes.announce(program.id());
    }

    private CheckedCourses checked(OrganisationId organisation, List<CourseLine> lines) {
        return CourseCheck.check(
                lines,
                programsOf(organisation).stream()
                        .map(CourseImportService::known)
                        .toList(),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    private List<Program> programsOf(OrganisationId organisation) {
        return courses.findAll(permissions.me().id()).stream()
                .filter(program -> program.organisationId().equals(organisation))
                .toList();
    }

    private static KnownCourse known(Program program) {
        return new KnownCourse(
                program.title(),
                program.isDegree(),
                program.codeIfSet(),
                program.isArchived(),
                program.runs().stream()
                        .flatMap(run -> run.codeIfSet().map(code -> new KnownCourse.Run(run.name(), code)).stream())
                        .toList());
    }

    private void expectMine(OrganisationId organisation) {
        if (!permissions.reach().courses().contains(organisation)) {
            throw new NotFoundException("organisation " + organisation);
        }
    }
}
