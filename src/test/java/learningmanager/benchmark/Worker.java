package learningmanager.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import learningmanager.Application;
import learningmanager.base.UploadId;
import learningmanager.csv.Limits;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;
import learningmanager.program.ProgramService;
import learningmanager.sample.SampleData;
import learningmanager.upload.ReviewFilter;
import learningmanager.upload.ReviewService;
import learningmanager.upload.UploadSending;
import learningmanager.upload.UploadService;
import learningmanager.upload.UploadState;
import learningmanager.upload.csv.CheckedRow;
import learningmanager.upload.csv.CsvCheck;
import learningmanager.upload.csv.KnownCodes;
import org.postgresql.PGConnection;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;

/**
 * Measures one thing in a process of its own, whose heap is as large as it is told, and prints it as lines
 * {@code @name=value}: seconds, or bytes.
 */
final class Worker {
    /** Before a figure in the output. */
    static final String MARK = "@";

    /** {@code read ROWS ROUNDS}: reads and checks without a database, and the bare loop, in turn. */
    static final String READ = "read";

    /** {@code steps ROWS ROUNDS BARE SETTING…}: upload, review, send; each followed by the bare statements where BARE is true. */
    static final String STEPS = "steps";

    /** {@code heap ROWS SETTING…}: the most that was alive at each step. */
    static final String HEAP = "heap";

    private static final int WARM_UP_ROWS = 20_000;

    /** A server has seen files before: the compiler takes some 300,000 rows until it is done with both sides. */
    private static final int WARM_UP_FILES = 3;

    private static final int WARM_UP_FILE_ROWS = 100_000;

    private final ApplicationContext context;
    private final UploadService uploads;
    private final ReviewService review;
    private final Path folder;

    private Worker(List<String> settings) throws Exception {
        context = SpringApplication.run(Application.class, settings.toArray(String[]::new));
        SampleData sample = context.getBean(SampleData.class);
        if (sample.isDatabaseEmpty()) {
            sample.create();
        }
        signIn();
        uploads = context.getBean(UploadService.class);
        review = context.getBean(ReviewService.class);
        folder = Files.createTempDirectory("benchmark-");
    }

    public static void main(String[] arguments) throws Exception {
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        int rows = Integer.parseInt(rest.getFirst());
        switch (arguments[0]) {
            case READ -> read(rows, Integer.parseInt(rest.get(1)));
            case STEPS ->
                new Worker(rest.subList(3, rest.size()))
                        .steps(rows, Integer.parseInt(rest.get(1)), Boolean.parseBoolean(rest.get(2)));
            case HEAP -> new Worker(rest.subList(1, rest.size())).heap(rows);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    static void tell(String name, List<Double> figures) {
        System.out.println(MARK + name + "=" + Figures.middle(figures));
    }

    private static void read(int rows, int rounds) throws Exception {
        Path folder = Files.createTempDirectory("benchmark-");
        Path file = BigFile.withMistakes(folder, "READ", rows);
        UUID program = UUID.randomUUID();
        UUID run = UUID.randomUUID();
        KnownCodes codes = SomeCodes.of(program, run);
        BareLoop loop = new BareLoop(Map.of("DATA-ANALYTICS", program), Map.of("DATA-ANALYTICS-2", run));
        List<Double> bare = new ArrayList<>();
        List<Double> checked = new ArrayList<>();
        for (int round = -1; round < rounds; round++) {
            Counter right = new Counter();
            double bareSeconds = seconds(() -> right.expected = loop.read(file, row -> {}));
            double seconds = seconds(() -> CsvCheck.check(file, codes, Instant.now(), Limits.defaults(), right));
            if (right.count != right.expected) {
                throw new IllegalStateException(right.count + " right rows, not " + right.expected);
            }
            if (round >= 0) {
                bare.add(bareSeconds);
                checked.add(seconds);
            }
        }
        tell("read.bare", bare);
        tell("read", checked);
    }

    private static final class Counter implements CsvCheck.Sink {
        private int count;
        private int expected;

        @Override
        public void row(CheckedRow row) {
            count += row.valid() ? 1 : 0;
        }

        @Override
        public void progress(long bytesRead, long bytesTotal, int rows) {}

        @Override
        public boolean stopped() {
            return false;
        }
    }

    private void steps(int rows, int rounds, boolean withBare) throws Exception {
        BareTables tables = new BareTables(context.getBean(DataSource.class), loop());
        tables.create();
        Map<String, List<Double>> figures = new HashMap<>();
        warmUp(tables);
        round("WARM", WARM_UP_ROWS, withBare, tables, new HashMap<>());
        for (int round = 0; round < rounds; round++) {
            round("R" + round, rows, withBare, tables, figures);
        }
        figures.forEach(Worker::tell);
    }

    private void warmUp(BareTables tables) throws Exception {
        Path file = BigFile.withMistakes(folder, "WARMF", WARM_UP_FILE_ROWS);
        for (int times = 0; times < WARM_UP_FILES; times++) {
            tables.stage(file);
            uploads.discard(checkAndShow(file));
        }
        Files.delete(file);
    }

    private void round(String prefix, int rows, boolean withBare, BareTables tables, Map<String, List<Double>> figures)
            throws Exception {
        Path mistaken = BigFile.withMistakes(folder, prefix + "M", rows);
        if (withBare) {
            settle();
            note(figures, "upload.bare", seconds(() -> tables.stage(mistaken)));
        }
        settle();
        UploadId[] draft = new UploadId[1];
        note(figures, "upload", seconds(() -> draft[0] = checkAndShow(mistaken)));
        uploads.discard(draft[0]);
        Path file = BigFile.withoutMistakes(folder, prefix, rows);
        UploadId right = checkAndShow(file);
        settle();
        if (withBare && isPostgresql()) {
            note(figures, "send.bare", seconds(() -> tables.send(right)));
            settle();
        }
        note(figures, "send", seconds(() -> send(right, rows)));
        Files.delete(mistaken);
        Files.delete(file);
    }

    private static void note(Map<String, List<Double>> figures, String name, double seconds) {
        figures.computeIfAbsent(name, key -> new ArrayList<>()).add(seconds);
    }

    private void heap(int rows) throws Exception {
        Path file = BigFile.withoutMistakes(folder, "HEAP", rows);
        Path mistaken = BigFile.withMistakes(folder, "HEAPM", rows);
        try (LiveHeap heap = new LiveHeap()) {
            uploads.discard(checkAndShow(mistaken));
            UploadId draft = checkAndShow(file);
            System.out.println(MARK + "upload.heap=" + heap.peak());
            send(draft, rows);
            System.out.println(MARK + "send.heap=" + heap.peak());
        }
    }

    /** From the file's arrival until the first rows of the review, its summary and its questions are read. */
    private UploadId checkAndShow(Path file) throws Exception {
        Path arrived = uploads.newFile();
        Files.copy(file, arrived, StandardCopyOption.REPLACE_EXISTING);
        UploadId id = uploads.check(
                        context.getBean(ProgramService.class)
                                .managedOrganisations()
                                .getFirst()
                                .id(),
                        "benchmark.csv",
                        arrived,
                        Optional.empty())
                .orThrow();
        while (uploads.find(id).state() == UploadState.CHECKING) {
            LockSupport.parkNanos(20_000_000);
        }
        if (uploads.find(id).state() != UploadState.CHECKED) {
            throw new IllegalStateException(
                    "The check ended as " + uploads.find(id).state());
        }
        review.problemsByKind(id);
        review.dateQuestion(id);
        review.rows(id, review.list(id, ReviewFilter.ALL), 0, 50);
        return id;
    }

    private void send(UploadId id, int rows) {
        if (!(uploads.sendInvitations(id) instanceof UploadSending.Sent(int invitations, int mails))
                || invitations != rows
                || mails != rows) {
            throw new IllegalStateException("Not all was sent");
        }
    }

    /** What was done before is no burden of what comes next. */
    private void settle() throws SQLException {
        System.gc();
        if (isPostgresql()) {
            try (Connection connection = context.getBean(DataSource.class).getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("vacuum analyze");
                statement.execute("checkpoint");
            }
        }
    }

    private boolean isPostgresql() throws SQLException {
        try (Connection connection = context.getBean(DataSource.class).getConnection()) {
            return connection.isWrapperFor(PGConnection.class);
        }
    }

    private BareLoop loop() {
        Map<String, UUID> programs = new HashMap<>();
        Map<String, UUID> runs = new HashMap<>();
        for (Program program : context.getBean(ProgramService.class).managed()) {
            if (program.code() != null) {
                programs.put(program.code().key(), program.id().value());
            }
            for (ProgramRun run : program.runsInOrder()) {
                if (run.code() != null) {
                    runs.put(run.code().key(), run.id().value());
                }
            }
        }
        return new BareLoop(programs, runs);
    }

    private void signIn() {
        UserDetails manager = context.getBean(UserDetailsService.class).loadUserByUsername("manager@example.org");
        SecurityContext signedIn = SecurityContextHolder.createEmptyContext();
        signedIn.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(manager, null, manager.getAuthorities()));
        SecurityContextHolder.setContext(signedIn);
    }
}
