package learningmanager.upload.csv;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import learningmanager.base.Cells;
import learningmanager.base.EmailAddress;
import learningmanager.base.ExpiryTime;
import learningmanager.base.ExternalLearnerId;
import learningmanager.base.Parsed;
import learningmanager.base.Refusal;
import learningmanager.csv.DidYouMean;

/** Checks rows on their own, one after the other. What rows say about each other is found in the database. */
public final class RowCheck {
    /** Values repeat in most files; in those where they don't, no more than this many are kept. */
    private static final int REMEMBERED = 1_000;

    /** So many codes are named to choose from. */
    private static final int NAMED = 5;

    private final KnownCodes codes;
    private final Instant now;
    private final Map<String, Parsed<KnownProgram>> programs = new HashMap<>();
    private final Map<RunKey, Parsed<KnownRun>> runs = new HashMap<>();
    private final Map<String, Parsed<ExpiryTime>> expiries = new HashMap<>();

    private record RunKey(KnownProgram program, String text) {
        // The program is always the one instance that KnownCodes holds; its own hash goes over all its runs.
        @Override
        public boolean equals(Object other) {
            return other instanceof RunKey key && key.program == program && key.text.equals(text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    public RowCheck(KnownCodes codes, Instant now) {
        this.codes = codes;
        this.now = now;
    }

    public CheckedRow check(Row row) {
        List<Problem> problems = new ArrayList<>(0);
        Optional<ExternalLearnerId> learner = value(
                Column.EXTERNAL_LEARNER_ID, ExternalLearnerId.parse(row.cell(Column.EXTERNAL_LEARNER_ID)), problems);
        Optional<EmailAddress> email = value(Column.EMAIL, email(row.cell(Column.EMAIL)), problems);
        email.flatMap(EmailAddress::warning)
                .ifPresent(likelyTypo -> problems.add(Problem.warning(Column.EMAIL, likelyTypo)));
        Optional<KnownProgram> program = value(
                Column.PROGRAM_CODE, remembered(programs, row.cell(Column.PROGRAM_CODE), this::program), problems);
        Optional<KnownRun> run = run(program, row.cell(Column.PROGRAM_RUN_CODE), problems);
        Optional<ExpiryTime> expiry = value(
                Column.EXPIRY_TIME,
                remembered(expiries, row.cell(Column.EXPIRY_TIME), text -> OtherExpiryFormats.parse(text, now)),
                problems);
        expiry.flatMap(time -> time.warning(now))
                .ifPresent(soon -> problems.add(Problem.warning(Column.EXPIRY_TIME, soon)));
        return new CheckedRow(
                row, learner, email, program.map(KnownProgram::id), run.map(KnownRun::id), expiry, problems);
    }

    /** One that ends before its domain does is told with the whole one that is likely meant. */
    private Parsed<EmailAddress> email(String text) {
        Parsed<EmailAddress> parsed = EmailAddress.parse(text);
        if (codes.usualDomain().isEmpty() || !(parsed instanceof Parsed.Wrong<EmailAddress>(Refusal refusal))) {
            return parsed;
        }
        return codes.usualDomain()
                .flatMap(domain -> domain.meant(text))
                .<Parsed<EmailAddress>>map(meant -> new Parsed.Wrong<>(refusal.suggesting(meant)))
                .orElse(parsed);
    }

    private static <T> Optional<T> value(Column column, Parsed<T> parsed, List<Problem> problems) {
        return switch (parsed) {
            case Parsed.Right<T>(T value) -> Optional.of(value);
            case Parsed.Wrong<T>(Refusal refusal) -> {
                problems.add(Problem.error(column, refusal));
                yield Optional.empty();
            }
        };
    }

    /** Bounded, and with it the search for what was meant, which is slow: a file may name a million unknown codes. */
    private static <K, T> Parsed<T> remembered(Map<K, Parsed<T>> memory, K key, Function<K, Parsed<T>> parse) {
        Parsed<T> known = memory.get(key);
        if (known != null) {
            return known;
        }
        Parsed<T> parsed = parse.apply(key);
        if (memory.size() < REMEMBERED) {
            memory.put(key, parsed);
        }
        return parsed;
    }

    private Parsed<KnownProgram> program(String text) {
        Optional<KnownProgram> known = codes.program(text);
        if (known.isPresent()) {
            return Parsed.right(known.get());
        }
        String stripped = Cells.strip(text);
        if (stripped.isEmpty()) {
            return Parsed.wrong("program.missing");
        }
        List<KnownProgram> withRun = codes.programsWithRun(text);
        if (withRun.size() == 1) {
            String code = withRun.getFirst().code().text();
            return new Parsed.Wrong<>(
                    Refusal.of("program.is-a-run", stripped, code).suggesting(code));
        }
        return unknown(
                Refusal.of("program.unknown", stripped),
                programs.size() < REMEMBERED ? DidYouMean.among(codes.programCodes(), text) : Optional.empty());
    }

    private Optional<KnownRun> run(Optional<KnownProgram> program, String text, List<Problem> problems) {
        if (program.isEmpty()) {
            if (Cells.isBlank(text)) {
                problems.add(Problem.error(Column.PROGRAM_RUN_CODE, Refusal.of("run.missing")));
            }
            return Optional.empty();
        }
        Optional<KnownRun> run = value(
                Column.PROGRAM_RUN_CODE,
                remembered(runs, new RunKey(program.get(), text), key -> run(key.program(), key.text())),
                problems);
        run.filter(known -> !known.open())
                .ifPresent(known -> problems.add(Problem.warning(
                        Column.PROGRAM_RUN_CODE,
                        Refusal.of("run.closed", known.code().text()))));
        return run;
    }

    private Parsed<KnownRun> run(KnownProgram program, String text) {
        Optional<KnownRun> known = codes.run(program, text);
        if (known.isPresent()) {
            return Parsed.right(known.get());
        }
        String stripped = Cells.strip(text);
        if (stripped.isEmpty()) {
            return Parsed.wrong("run.missing");
        }
        String programCode = program.code().text();
        List<KnownProgram> others = codes.programsWithRun(text);
        if (!others.isEmpty()) {
            String owners =
                    others.stream().limit(3).map(other -> other.code().text()).collect(Collectors.joining(", "));
            return Parsed.wrong("run.other-program", stripped, programCode, owners);
        }
        if (program.runs().isEmpty()) {
            return Parsed.wrong("run.none-with-code", stripped, programCode);
        }
        return unknown(
                Refusal.of("run.unknown", stripped, programCode, someRunCodes(program)),
                runs.size() < REMEMBERED ? DidYouMean.among(runCodes(program).toList(), text) : Optional.empty());
    }

    private static String someRunCodes(KnownProgram program) {
        String some = runCodes(program).limit(NAMED).collect(Collectors.joining(", "));
        return program.runs().size() > NAMED ? some + ", …" : some;
    }

    private static Stream<String> runCodes(KnownProgram program) {
        return program.runs().stream().map(run -> run.code().text());
    }

    private static <T> Parsed<T> unknown(Refusal refusal, Optional<String> meant) {
        return new Parsed.Wrong<>(meant.map(refusal::suggesting).orElse(refusal));
    }
}
