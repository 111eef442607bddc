package learningmanager.benchmark;

import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static org.awaitility.Awaitility.await;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.github.mvysny.kaributesting.v10.mock.MockedUI;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.communication.UidlWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;
import learningmanager.base.UploadId;
import learningmanager.program.ProgramService;
import learningmanager.testing.SignIn;
import learningmanager.testing.ViewTest;
import learningmanager.upload.DraftEditService;
import learningmanager.upload.Listing;
import learningmanager.upload.ReviewFilter;
import learningmanager.upload.ReviewService;
import learningmanager.upload.UploadService;
import learningmanager.upload.UploadState;
import learningmanager.upload.csv.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** Prints what the review of a big file costs against that of a small one: in a window, and for each thing asked of it. */
class ReviewBenchmark extends ViewTest {
    private static final int ROWS = Integer.getInteger("benchmark.rows", 1_000_000);
    private static final int WINDOWS = 20;
    private static final int CALLS = 300;

    /** Of what changes a thousand rows. */
    private static final int CHANGES = 15;

    private static final int HEAP_ROUNDS = 3;

    @Autowired
    private UploadService uploads;

    @Autowired
    private ReviewService review;

    @Autowired
    private DraftEditService edits;

    @Autowired
    private ProgramService programs;

    @TempDir
    private Path folder;

    @Test
    void prints_what_a_big_review_costs() throws IOException {
        SignIn.as("manager@example.org");
        UploadId hundred = draft(BigFile.ofHundredWithMistakes(folder, "A"));
        UploadId thousand = draft(BigFile.withMistakes(folder, "B", 1_000));
        UploadId all = draft(BigFile.withMistakes(folder, "C", ROWS));

        Figures table = new Figures("Reviews, %,d rows against 1,000; a window against one of 100".formatted(ROWS));
        Random random = new Random(1);
        compare(table, "a page of the grid", thousand, all, (id, count) -> {
            Listing listing = review.list(id, ReviewFilter.ALL);
            return at -> review.rows(id, listing, random.nextInt(count - 50), 50);
        });
        compare(table, "a page of the rows with errors", thousand, all, (id, count) -> {
            Listing listing = review.list(id, ReviewFilter.ERRORS);
            return at -> review.rows(id, listing, random.nextInt(count / 100 - 8), 8);
        });
        compare(table, "F8 among all rows", thousand, all, (id, count) -> {
            Listing listing = review.list(id, ReviewFilter.ALL);
            return at -> review.nextProblem(id, listing, random.nextInt(count), Optional.empty(), true);
        });
        compare(table, "F8 among the rows with errors", thousand, all, (id, count) -> {
            Listing listing = review.list(id, ReviewFilter.ERRORS);
            return at -> review.nextProblem(id, listing, random.nextInt(count), Optional.empty(), true);
        });
        compare(
                table,
                "filter by errors, first page",
                thousand,
                all,
                (id, count) -> at -> review.rows(id, review.list(id, ReviewFilter.ERRORS), 0, 8));
        compare(
                table,
                "filter by a kind of error, first page",
                thousand,
                all,
                (id, count) -> at -> review.rows(id, review.list(id, new ReviewFilter.Kind("email.no-at")), 0, 2));
        compare(table, "search, by the beginning of a learner ID", thousand, all, (id, count) -> {
            String prefix = count == 1_000 ? "B-" : "C-";
            return at -> review.rows(
                    id,
                    review.list(id, new ReviewFilter.Search(prefix + (10_000_001 + random.nextInt(count)), false)),
                    0,
                    50);
        });
        compare(table, "summary by kind", thousand, all, (id, count) -> at -> review.problemsByKind(id));

        signIn("manager@example.org");
        List<Double> small = new ArrayList<>();
        List<Double> large = new ArrayList<>();
        for (int round = 0; round < HEAP_ROUNDS; round++) {
            small.add(heapOfWindow(hundred));
            large.add(heapOfWindow(all));
        }
        table.megabytes("heap that a window keeps", Figures.middle(large), Figures.middle(small), 1.1);
        corrections(
                table,
                draft(BigFile.withOneMistakeInThousandRows(folder, "D", 1_000)),
                draft(BigFile.withOneMistakeInThousandRows(folder, "E", ROWS)));
        table.print();
    }

    private void corrections(Figures table, UploadId thousand, UploadId all) {
        Random random = new Random(2);
        compare(table, "correct one cell", thousand, all, (id, count) -> at -> {
            int row = 1 + random.nextInt(count);
            String seen = review.row(id, row).orElseThrow().cells().cell(Column.EMAIL);
            edits.correct(id, row, Column.EMAIL, seen, "corrected%d@example.com".formatted(at))
                    .orThrow();
        });
        compare(
                table,
                "undo that",
                thousand,
                all,
                (id, count) -> at -> edits.undo(id).orElseThrow());
        compare(
                table,
                "fix all 1,000 rows with the same wrong value, and undo it",
                CHANGES,
                thousand,
                all,
                (id, count) -> at -> {
                    edits.correctAll(id, Column.PROGRAM_CODE, "DATA-ANALYTIC", "DATA-ANALYTICS")
                            .orThrow();
                    edits.undo(id);
                });
        compare(table, "leave out 1,000 rows with errors, and undo it", CHANGES, thousand, all, (id, count) -> at -> {
            edits.leaveOutErrors(id);
            edits.undo(id);
        });
    }

    private interface Question {
        /** What is asked again and again of an upload of so many rows. */
        IntConsumer of(UploadId id, int rows);
    }

    private void compare(Figures table, String name, UploadId small, UploadId large, Question question) {
        compare(table, name, CALLS, small, large, question);
    }

    /** The middle of many calls of each, in turn, as a machine is not equally fast all the time; after as many as make both quick. */
    private void compare(Figures table, String name, int calls, UploadId small, UploadId large, Question question) {
        IntConsumer limit = question.of(small, 1_000);
        IntConsumer figure = question.of(large, ROWS);
        List<Double> limits = new ArrayList<>();
        List<Double> figures = new ArrayList<>();
        for (int call = -calls; call < calls; call++) {
            double limitTook = microseconds(limit, call);
            double figureTook = microseconds(figure, call);
            if (call >= 0) {
                limits.add(limitTook);
                figures.add(figureTook);
            }
        }
        table.microseconds(name, Figures.middle(figures), Figures.middle(limits), 2);
    }

    private static double microseconds(IntConsumer question, int call) {
        long begin = System.nanoTime();
        question.accept(call);
        return (System.nanoTime() - begin) / 1e3;
    }

    /** Bytes that each of some windows keeps that show the review, with rows in its grid. */
    private double heapOfWindow(UploadId draft) {
        windowOn(draft);
        List<UI> open = new ArrayList<>();
        long before = LiveHeap.now();
        for (int window = 0; window < WINDOWS; window++) {
            windowOn(draft);
            open.add(UI.getCurrent());
        }
        long after = LiveHeap.now();
        open.forEach(UI::getUIId);
        return (after - before) / (double) WINDOWS;
    }

    private void windowOn(UploadId draft) {
        // One more window of the same session. Kotlin's internal function, which no public one stands for.
        MockVaadin.INSTANCE.createUI$karibu_testing_v10(MockedUI::new, VaadinSession.getCurrent());
        open("uploads/" + draft);
        _get(Grid.class).getDataCommunicator().setViewportRange(0, 100);
        MockVaadin.clientRoundtrip(false);
        // As an answer to the browser is written, which the test's stand-in for one doesn't ask for: what it was told
        // is kept no longer.
        new UidlWriter().createUidl(UI.getCurrent(), false);
    }

    private UploadId draft(Path file) throws IOException {
        UploadId id = uploads.check(
                        programs.managedOrganisations().getFirst().id(), "benchmark.csv", file, Optional.empty())
                .orThrow();
        await().pollInSameThread()
                .atMost(Duration.ofMinutes(20))
                .until(() -> uploads.find(id).state() == UploadState.CHECKED);
        return id;
    }
}
