package learningmanager.program.csv;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import learningmanager.base.Cells;
import learningmanager.base.Code;
import learningmanager.base.Parsed;
import learningmanager.base.Refusal;
import learningmanager.base.Title;
import learningmanager.csv.DidYouMean;

/**
 * Checks the lines of a file of programs and runs, each on its own, against each other, and against what the organisation has. A line
 * names its program by the code; title and kind are needed once for a program that is new, and must not contradict elsewhere. A line
 * with nothing about a run adds its program alone.
 */
public final class CourseCheck {
    private static final String MICROCREDENTIAL = "microcredential";
    private static final String DEGREE = "degree";
    private static final String OPEN = "open";
    private static final String CLOSED = "closed";
    private static final List<CourseColumn> OF_A_RUN = List.of(
            CourseColumn.RUN_NAME,
            CourseColumn.RUN_CODE,
            CourseColumn.START_DATE,
            CourseColumn.END_DATE,
            CourseColumn.ENROLMENT);

    private final Map<Code, KnownCourse> known = new HashMap<>();
    private final Map<Code, Map<Code, KnownCourse.Run>> knownRuns = new HashMap<>();
    private final Map<String, List<KnownCourse>> knownByTitle = new HashMap<>();
    private final LocalDate today;

    /** What the file says of a program, and on which line it says so first. */
    private record Said<T>(T value, int line) {}

    private final Map<Code, Said<Title>> titles = new HashMap<>();
    private final Map<Code, Said<Boolean>> degrees = new HashMap<>();
    private final Map<String, Said<Code>> codesByTitle = new HashMap<>();
    private final Map<Code, Map<Optional<Code>, Integer>> places = new HashMap<>();
    private final Map<Code, List<PlannedProgram.Run>> runs = new LinkedHashMap<>();

    private CourseCheck(List<KnownCourse> courses, LocalDate today) {
        courses.forEach(course -> {
            course.code().ifPresent(code -> {
                known.put(code, course);
                Map<Code, KnownCourse.Run> ofIt = new HashMap<>();
                course.runs().forEach(run -> ofIt.put(run.code(), run));
                knownRuns.put(code, ofIt);
            });
            knownByTitle
                    .computeIfAbsent(keyOf(course.title()), key -> new ArrayList<>())
                    .add(course);
        });
        this.today = today;
    }

    /**
     * Checks all lines of a file.
     *
     * @param courses all that the organisation has, archived ones too
     * @param today in UTC
     */
    public static CheckedCourses check(List<CourseLine> lines, List<KnownCourse> courses, LocalDate today) {
        return new CourseCheck(courses, today).check(lines);
    }

    private CheckedCourses check(List<CourseLine> lines) {
        lines.forEach(this::hear);
        List<CheckedCourses.Row> rows = lines.stream()
                .map(line -> new CheckedCourses.Row(line, problems(line)))
                .toList();
        boolean right = rows.stream().noneMatch(CheckedCourses.Row::hasErrors);
        return new CheckedCourses(rows, right ? planned() : List.of());
    }

    /** What lines say of programs counts for the lines before them, too. */
    private void hear(CourseLine line) {
        Code.parse(line.cell(CourseColumn.PROGRAM_CODE)).toOptional().ifPresent(code -> {
            Title.parseTitle(line.cell(CourseColumn.PROGRAM_TITLE))
                    .toOptional()
                    .ifPresent(title -> titles.putIfAbsent(code, new Said<>(title, line.line())));
            degree(line.cell(CourseColumn.PROGRAM_KIND))
                    .toOptional()
                    .ifPresent(degree -> degrees.putIfAbsent(code, new Said<>(degree, line.line())));
        });
    }

    private List<CourseProblem> problems(CourseLine line) {
        List<CourseProblem> problems = new ArrayList<>();
        Optional<Code> code =
                taken(Code.parse(line.cell(CourseColumn.PROGRAM_CODE)), CourseColumn.PROGRAM_CODE, problems);
        Optional<KnownCourse> course = code.flatMap(set -> Optional.ofNullable(known.get(set)));
        checkTitle(line, code, course, problems);
        checkKind(line, code, course, problems);
        course.filter(KnownCourse::archived)
                .ifPresent(archived -> problems.add(CourseProblem.error(
                        CourseColumn.PROGRAM_CODE, Refusal.of("course.archived", archived.title()))));
        if (OF_A_RUN.stream().allMatch(column -> Cells.isBlank(line.cell(column)))) {
            checkAlone(line, code, course, problems);
        } else {
            checkRun(line, code, problems);
        }
        problems.sort((one, other) -> one.column().compareTo(other.column()));
        return problems;
    }

    private void checkTitle(
            CourseLine line, Optional<Code> code, Optional<KnownCourse> course, List<CourseProblem> problems) {
        String text = line.cell(CourseColumn.PROGRAM_TITLE);
        if (Cells.isBlank(text) && code.isPresent() && (course.isPresent() || titles.containsKey(code.get()))) {
            return;
        }
        Optional<Title> title = taken(Title.parseTitle(text), CourseColumn.PROGRAM_TITLE, problems);
        if (title.isEmpty() || code.isEmpty()) {
            return;
        }
        String key = keyOf(title.get().text());
        if (course.isPresent()) {
            String here = course.get().title();
            if (!keyOf(here).equals(key)) {
                problems.add(CourseProblem.error(
                        CourseColumn.PROGRAM_TITLE,
                        Refusal.of("course.other-title", code.get().text(), here)
                                .suggesting(here)));
            }
            return;
        }
        Said<Title> first = titles.get(code.get());
        if (first != null && !keyOf(first.value().text()).equals(key)) {
            problems.add(CourseProblem.error(
                    CourseColumn.PROGRAM_TITLE,
                    Refusal.of(
                            "course.two-titles",
                            String.valueOf(first.line()),
                            first.value().text())));
        } else {
            warnOfSameTitle(line, title.get(), code.get(), problems);
        }
    }

    /** Two programs may have one title; more often, one was meant. */
    private void warnOfSameTitle(CourseLine line, Title title, Code code, List<CourseProblem> problems) {
        String key = keyOf(title.text());
        Said<Code> first = codesByTitle.computeIfAbsent(key, unseen -> new Said<>(code, line.line()));
        if (!first.value().equals(code)) {
            problems.add(CourseProblem.warning(
                    CourseColumn.PROGRAM_TITLE,
                    Refusal.of(
                            "course.title-on-line",
                            String.valueOf(first.line()),
                            first.value().text())));
            return;
        }
        knownByTitle.getOrDefault(key, List.of()).stream()
                .findFirst()
                .map(other -> other.code()
                        .map(set -> Refusal.of("course.title-taken", other.title(), set.text()))
                        .orElseGet(() -> Refusal.of("course.title-without-code", other.title())))
                .ifPresent(taken -> problems.add(CourseProblem.warning(CourseColumn.PROGRAM_TITLE, taken)));
    }

    private void checkKind(
            CourseLine line, Optional<Code> code, Optional<KnownCourse> course, List<CourseProblem> problems) {
        String text = line.cell(CourseColumn.PROGRAM_KIND);
        if (Cells.isBlank(text) && code.isPresent() && (course.isPresent() || degrees.containsKey(code.get()))) {
            return;
        }
        Optional<Boolean> degree = taken(degree(text), CourseColumn.PROGRAM_KIND, problems);
        if (degree.isEmpty() || code.isEmpty()) {
            return;
        }
        if (course.isPresent()) {
            if (course.get().degree() != degree.get()) {
                String here = kind(course.get().degree());
                problems.add(CourseProblem.error(
                        CourseColumn.PROGRAM_KIND,
                        Refusal.of("course.other-kind", code.get().text(), here).suggesting(here)));
            }
            return;
        }
        Said<Boolean> first = degrees.get(code.get());
        if (first != null && !first.value().equals(degree.get())) {
            problems.add(CourseProblem.error(
                    CourseColumn.PROGRAM_KIND,
                    Refusal.of("course.two-kinds", String.valueOf(first.line()), kind(first.value()))));
        }
    }

    /** A line that says nothing of a run. */
    private void checkAlone(
            CourseLine line, Optional<Code> code, Optional<KnownCourse> course, List<CourseProblem> problems) {
        if (code.isEmpty()) {
            return;
        }
        if (course.isPresent()) {
            problems.add(CourseProblem.error(
                    CourseColumn.RUN_NAME,
                    Refusal.of("course.nothing-to-add", course.get().title())));
            return;
        }
        Optional<Integer> before = before(line, code.get(), Optional.empty());
        before.ifPresent(other -> problems.add(CourseProblem.error(
                CourseColumn.PROGRAM_CODE, Refusal.of("course.program-twice", String.valueOf(other)))));
        runs.computeIfAbsent(code.get(), unseen -> new ArrayList<>());
    }

    private void checkRun(CourseLine line, Optional<Code> code, List<CourseProblem> problems) {
        Optional<Title> name = taken(Title.parse(line.cell(CourseColumn.RUN_NAME)), CourseColumn.RUN_NAME, problems);
        Optional<Code> runCode = taken(Code.parse(line.cell(CourseColumn.RUN_CODE)), CourseColumn.RUN_CODE, problems);
        runCode.flatMap(set -> refusalOfRunCode(line, code, set))
                .ifPresent(refusal -> problems.add(CourseProblem.error(CourseColumn.RUN_CODE, refusal)));
        Optional<LocalDate> start =
                taken(CourseDates.parse(line.cell(CourseColumn.START_DATE)), CourseColumn.START_DATE, problems);
        Optional<LocalDate> end =
                taken(CourseDates.parse(line.cell(CourseColumn.END_DATE)), CourseColumn.END_DATE, problems);
        if (end.isPresent() && start.filter(end.get()::isBefore).isPresent()) {
            problems.add(CourseProblem.error(CourseColumn.END_DATE, Refusal.of("run.ends-before-start")));
        } else if (end.filter(day -> day.isBefore(today)).isPresent()) {
            problems.add(CourseProblem.warning(CourseColumn.END_DATE, Refusal.of("course.over")));
        }
        Optional<Boolean> open = taken(open(line.cell(CourseColumn.ENROLMENT)), CourseColumn.ENROLMENT, problems);
        if (problems.stream().noneMatch(CourseProblem::isError)) {
            runs.computeIfAbsent(code.orElseThrow(), unseen -> new ArrayList<>())
                    .add(new PlannedProgram.Run(
                            name.orElseThrow(),
                            runCode.orElseThrow(),
                            start.orElseThrow(),
                            end.orElseThrow(),
                            open.orElseThrow()));
        }
    }

    private Optional<Refusal> refusalOfRunCode(CourseLine line, Optional<Code> code, Code runCode) {
        Optional<Refusal> there = code.map(
                        program -> knownRuns.getOrDefault(program, Map.of()).get(runCode))
                .map(run -> Refusal.of("course.run-there", runCode.text(), run.name()));
        return there.or(() -> code.flatMap(program -> before(line, program, Optional.of(runCode)))
                .map(other -> Refusal.of("course.run-twice", String.valueOf(other), runCode.text())));
    }

    /** The line before this one that has the same program and run. */
    private Optional<Integer> before(CourseLine line, Code program, Optional<Code> run) {
        return Optional.ofNullable(
                places.computeIfAbsent(program, unseen -> new HashMap<>()).putIfAbsent(run, line.line()));
    }

    private List<PlannedProgram> planned() {
        return runs.entrySet().stream()
                .map(entry -> planned(entry.getKey(), entry.getValue()))
                .toList();
    }

    private PlannedProgram planned(Code code, List<PlannedProgram.Run> ofIt) {
        KnownCourse there = known.get(code);
        Said<Title> title = titles.get(code);
        Said<Boolean> degree = degrees.get(code);
        if (there != null) {
            return new PlannedProgram(
                    there.code().orElseThrow(), new Title(there.title()), there.degree(), false, ofIt);
        }
        if (title == null || degree == null) {
            throw new IllegalStateException("A new program without title or kind: " + code);
        }
        return new PlannedProgram(code, title.value(), degree.value(), true, ofIt);
    }

    private static Parsed<Boolean> degree(String text) {
        return Cells.isBlank(text)
                ? Parsed.wrong("course.kind-missing")
                : oneOf(text, MICROCREDENTIAL, DEGREE, "course.kind-unknown");
    }

    private static Parsed<Boolean> open(String text) {
        return Cells.isBlank(text) ? Parsed.right(true) : oneOf(text, CLOSED, OPEN, "course.enrolment-unknown");
    }

    /** False for the first word, true for the second; in any case. */
    private static Parsed<Boolean> oneOf(String text, String first, String second, String otherwise) {
        String value = Cells.strip(text);
        boolean isSecond = value.equalsIgnoreCase(second);
        if (isSecond || value.equalsIgnoreCase(first)) {
            return Parsed.right(isSecond);
        }
        Refusal unknown = Refusal.of(otherwise, value);
        return new Parsed.Wrong<>(DidYouMean.among(List.of(first, second), value)
                .map(unknown::suggesting)
                .orElse(unknown));
    }

    private static String kind(boolean degree) {
        return degree ? DEGREE : MICROCREDENTIAL;
    }

    private static String keyOf(String title) {
        return Cells.strip(title).toLowerCase(Locale.ROOT);
    }

    private static <T> Optional<T> taken(Parsed<T> parsed, CourseColumn column, List<CourseProblem> problems) {
        parsed.whyNot().ifPresent(refusal -> problems.add(CourseProblem.error(column, refusal)));
        return parsed.toOptional();
    }
}
