package learningmanager.program;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import learningmanager.base.AccountId;
import learningmanager.base.Changes;
import learningmanager.base.Code;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.TemporaryFiles;
import learningmanager.csv.CsvFile;
import learningmanager.csv.FileFacts;
import learningmanager.csv.FileName;
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
 * then all added or none. Programs that are there get more runs; nothing that is there is changed. A file is its owner's alone.
 */
@Service
@Transactional
public class CourseImportService {
    /** No organisation has so many: such a file is checked in memory. */
    private static final Limits LIMITS = new Limits(5L << 20, 10_000, 2_000, 50, 50, 100);

    /** Of one person, each up to the limit's bytes. */
    private static final int MOST_WAITING = 10;

    private final CourseRepository courses;
    private final CourseImportRepository imports;
    private final CourseEvents events;
    private final TemporaryFiles files;
    private final Permissions permissions;
    private final Changes changes;
    private final Clock clock;

    CourseImportService(
            CourseRepository courses,
            CourseImportRepository imports,
            CourseEvents events,
            TemporaryFiles files,
            Permissions permissions,
            Changes changes,
            Clock clock) {
        this.courses = courses;
        this.imports = imports;
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
     * Reads a file, which is deleted by that, and keeps what it says for me, to be looked over and added. Nothing is added yet.
     *
     * @param replaced one under review that goes where the new one is taken
     * @throws NotFoundException when I am not course creator of the organisation, or the replaced one is not mine
     */
    public CourseFile check(
            OrganisationId organisation, String fileName, Path file, Optional<CourseImportId> replaced) {
        try {
            expectMine(organisation);
            return switch (CsvFile.read(
                    file, CourseColumn.ALL, LIMITS, CsvFile.Watch.NOBODY, (number, line, cells) -> {})) {
                case CsvFile.Outcome.Read(var facts, int rows) -> keep(organisation, fileName, file, replaced);
                case CsvFile.Outcome.Refused(var problems, int count, var facts) ->
                    new CourseFile.Refused(
                            problems.stream().map(FileProblem::refusal).toList(), count, facts);
                case CsvFile.Outcome.Stopped() -> throw new IllegalStateException("Nobody stops it");
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            TemporaryFiles.delete(file);
        }
    }

    private CourseFile keep(OrganisationId organisation, String fileName, Path file, Optional<CourseImportId> replaced)
            throws IOException {
        AccountId me = permissions.me().id();
        imports.lockOwner(me);
        if (isFull(replaced)) {
            return new CourseFile.TooMany();
        }
        CourseImportId id = CourseImportId.next();
        imports.keep(id, organisation, me, FileName.kept(fileName), file, clock.instant());
        replaced.ifPresent(imports::discard);
        return new CourseFile.Taken(id);
    }

    /**
     * Whether no file would be taken now, as too many of mine wait.
     *
     * @param replaced one whose place the file would take
     * @throws NotFoundException when the replaced one is not mine
     */
    @Transactional(readOnly = true)
    public boolean isFull(Optional<CourseImportId> replaced) {
        boolean freed = replaced.map(this::mine)
                .filter(before -> before.made().isEmpty())
                .isPresent();
        return waiting().size() - (freed ? 1 : 0) >= MOST_WAITING;
    }

    /** Those of mine that wait, the latest first. */
    @Transactional(readOnly = true)
    public List<WaitingCourseImport> waiting() {
        return imports.waiting(permissions.me().id()).stream()
                .filter(this::isOfMyCourses)
                .map(kept -> new WaitingCourseImport(kept.id(), kept.fileName(), kept.uploadedAt()))
                .toList();
    }

    /**
     * One of my files: its lines checked against what is there now or, once added, what was made of it.
     *
     * @throws NotFoundException when it is not there or not mine, or I am not course creator of its organisation any more
     */
    @Transactional(readOnly = true)
    public CourseImport find(CourseImportId id) {
        CourseImportRepository.Kept kept = mine(id);
        return kept.made()
                .<CourseImport>map(made -> new CourseImport.Added(
                        id,
                        kept.organisation(),
                        kept.fileName(),
                        made.at(),
                        made.programs(),
                        made.runs(),
                        read(id).lines()))
                .orElseGet(() -> underReview(kept));
    }

    /**
     * Checks once more, then adds all that the file has, or nothing. Pressed again, in whatever window or on whatever server, it
     * tells what was added the first time.
     *
     * @throws NotFoundException as {@link #find}
     */
    public CourseAdding add(CourseImportId id) {
        imports.hold(id);
        CourseImportRepository.Kept kept = mine(id);
        if (kept.made().isPresent()) {
            return new CourseAdding.Added(
                    kept.made().get().programs(), kept.made().get().runs());
        }
        courses.lockWithPrograms(kept.organisation());
        CourseImport.UnderReview now = underReview(kept);
        if (now.courses().hasErrors()) {
            return new CourseAdding.Refused(now);
        }
        addAll(kept.organisation(), now.courses().planned());
        int programs = now.courses().newPrograms();
        int runs = now.courses().newRuns();
        imports.added(id, new CourseImportRepository.Made(clock.instant(), programs, runs));
        return new CourseAdding.Added(programs, runs);
    }

    /**
     * Throws one away that waits.
     *
     * @return whether it is gone; it is not where it was added meanwhile
     * @throws NotFoundException as {@link #find}
     */
    public boolean discard(CourseImportId id) {
        mine(id);
        return imports.discard(id);
    }

    private CourseImportRepository.Kept mine(CourseImportId id) {
        return imports.find(id, permissions.me().id())
                .filter(this::isOfMyCourses)
                .orElseThrow(() -> new NotFoundException("import " + id));
    }

    private boolean isOfMyCourses(CourseImportRepository.Kept kept) {
        return permissions.reach().courses().contains(kept.organisation());
    }

    private CourseImport.UnderReview underReview(CourseImportRepository.Kept kept) {
        ReadFile read = read(kept.id());
        return new CourseImport.UnderReview(
                kept.id(),
                kept.organisation(),
                kept.fileName(),
                read.facts(),
                checked(kept.organisation(), read.lines()));
    }

    private record ReadFile(FileFacts facts, List<CourseLine> lines) {}

    /** What could be read when it came can be read again. */
    private ReadFile read(CourseImportId id) {
        Path file = files.create();
        try {
            imports.writeContent(id, file);
            List<CourseLine> lines = new ArrayList<>();
            CsvFile.Outcome outcome = CsvFile.read(
                    file,
                    CourseColumn.ALL,
                    LIMITS,
                    CsvFile.Watch.NOBODY,
                    (number, line, cells) -> lines.add(new CourseLine(line, cells)));
            if (outcome instanceof CsvFile.Outcome.Read(FileFacts facts, int rows)) {
                return new ReadFile(facts, lines);
            }
            throw new IllegalStateException("Import " + id + " can't be read any more: " + outcome);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            TemporaryFiles.delete(file);
        }
    }

    private void addAll(OrganisationId organisation, List<PlannedProgram> planned) {
        Map<Code, Program> there = programsOf(organisation).stream()
                .filter(program -> program.codeIfSet().isPresent())
                .collect(Collectors.toMap(program -> program.codeIfSet().orElseThrow(), Function.identity()));
        List<Program> added = new ArrayList<>();
        List<Program> changed = new ArrayList<>();
        List<CourseRepository.NewRun> runs = new ArrayList<>();
        for (PlannedProgram one : planned) {
            Program program = there.get(one.code());
            if (program == null) {
                program = newProgram(organisation, one);
                added.add(program);
            } else {
                changed.add(program);
            }
            for (PlannedProgram.Run run : one.runs()) {
                runs.add(new CourseRepository.NewRun(program, newRun(run)));
            }
            changes.announce(program.id());
        }
        courses.insertAll(added, runs);
        courses.touchAll(changed);
        events.recordAdded(added, runs);
    }

    private static Program newProgram(OrganisationId organisation, PlannedProgram planned) {
        return Program.added(
                ProgramId.next(),
                organisation,
                planned.title(),
                planned.degree() ? ProgramKind.DEGREE : ProgramKind.MICROCREDENTIAL,
                planned.code());
    }

    private static ProgramRun newRun(PlannedProgram.Run planned) {
        return new ProgramRun(
                ProgramRunId.next(),
                planned.name().text(),
                planned.startsOn(),
                planned.endsOn(),
                planned.open(),
                planned.code(),
                null);
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
