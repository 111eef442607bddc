package learningmanager.upload.ui;

import com.vaadin.flow.function.SerializableRunnable;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Optional;
import learningmanager.base.UploadId;
import learningmanager.upload.ProblemPlace;
import learningmanager.upload.ReviewRow;
import learningmanager.upload.ReviewService;
import learningmanager.upload.csv.Column;

/**
 * The cell of a draft that the keyboard is on, as far as is known here: where it goes, what is told of it, and what becomes of it when
 * its row is no longer listed.
 */
final class ReviewCursor implements Serializable {
    private final UploadId upload;
    private final transient ReviewService review;
    private final ReviewGrid grid;
    private final ListedRows listed;
    private final CurrentProblem current;
    private final SerializableRunnable drawAnew;

    private transient ReviewGrid.Cell at = new ReviewGrid.Cell(0, Column.EXTERNAL_LEARNER_ID);
    /** Whether it is there by the person's doing. */
    private boolean wentThere;
    /** The cell that a row was changed in which is no longer listed: the next problem is the one after it. */
    private transient Optional<ReviewGrid.Cell> left = Optional.empty();

    /** @param drawAnew shows the draft as it is now */
    ReviewCursor(
            UploadId upload,
            ReviewService review,
            ReviewGrid grid,
            ListedRows listed,
            CurrentProblem current,
            SerializableRunnable drawAnew) {
        this.upload = upload;
        this.review = review;
        this.grid = grid;
        this.listed = listed;
        this.current = current;
        this.drawAnew = drawAnew;
    }

    /** Row 0 before it was anywhere. */
    ReviewGrid.Cell at() {
        return at;
    }

    /** The number of the row that the person went to; none before. */
    Optional<Integer> rowGoneTo() {
        return wentThere ? Optional.of(at.rowNo()) : Optional.empty();
    }

    boolean isListed() {
        return at.rowNo() > 0
                && review.indexOf(upload, grid.listing(), at.rowNo()).isPresent();
    }

    /** The person went there; the keyboard is there already. */
    void goTo(ReviewRow row, Column column) {
        moveTo(new ReviewGrid.Cell(row.cells().rowNumber(), column));
        left = Optional.empty();
        wentThere = true;
    }

    /** The person went there and stays there: it is told of. */
    void rest(ReviewRow row, Column column) {
        goTo(row, column);
        current.follow(row, column);
    }

    void moveTo(ReviewGrid.Cell cell) {
        at = cell;
    }

    /** Tells of the cell. */
    void follow() {
        row().ifPresent(row -> current.follow(row, at.column()));
    }

    /** What is said and offered is of a row that is listed. */
    void followList() {
        if (at.rowNo() > 0 && !isListed()) {
            current.tellHowToGoOn();
        }
    }

    /** Tells something, and of the cell. */
    void tell(String text) {
        row().filter(row -> isListed())
                .ifPresentOrElse(row -> current.announce(row, at.column(), text), () -> current.tell(text));
    }

    /** Whatever the cell is that the person sees the keyboard on, that is the one it is done to. */
    void onCell(SerializableRunnable action) {
        grid.whenChosen(chosen -> {
            chosen.filter(cell -> !cell.equals(at))
                    .ifPresent(cell -> review.row(upload, cell.rowNo()).ifPresent(row -> rest(row, cell.column())));
            action.run();
        });
    }

    void onListed(SerializableRunnable action) {
        onCell(() -> {
            if (isListed()) {
                action.run();
            } else {
                current.tell(current.getTranslation("review.no-row"));
            }
        });
    }

    /** It stays on its line, or goes to the next one with an error. */
    void toggleOnlyErrors() {
        grid.whenChosen(chosen -> {
            at = chosen.orElse(at);
            wentThere |= chosen.isPresent();
            // Asked first: a cell that is no longer listed loses the keyboard.
            grid.whetherItHasTheKeyboard(has -> {
                listed.toggleOnlyErrors();
                if (has) {
                    if (isListed()) {
                        // What was said of it before is over.
                        follow();
                    }
                    stay();
                }
            });
        });
    }

    /** Puts the keyboard on the cell, or on the next row that is listed. */
    void stay() {
        review.placeFrom(upload, grid.listing(), at.rowNo()).ifPresent(index -> grid.focus(index, at.column()));
    }

    /** To the next problem, or to the one before. */
    void goToProblem(boolean forward) {
        grid.whenChosen(chosen -> {
            at = chosen.or(() -> left).orElse(at);
            left = Optional.empty();
            nextProblem(forward)
                    .or(() -> {
                        // All of this kind may have been put right in another window.
                        drawAnew.run();
                        return nextProblem(forward);
                    })
                    .ifPresentOrElse(this::goTo, () -> {
                        current.tell(current.getTranslation("review.no-problems"));
                        grid.forgetKeysAhead();
                    });
        });
    }

    private Optional<ProblemPlace> nextProblem(boolean forward) {
        return review.nextProblem(upload, grid.listing(), at.rowNo(), Optional.of(at.column()), forward);
    }

    private void goTo(ProblemPlace place) {
        String done = listed.takeDone();
        if (place.index() < 0) {
            drawAnew.run();
            done = (done + " " + listed.showRowsToGoThrough()).strip();
        }
        goTo(place.row(), place.column());
        stay();
        String wrapped = place.wrapped() ? current.getTranslation("review.wrapped") : "";
        current.announce(place.row(), place.column(), (done + " " + wrapped).strip());
    }

    /** After a change that the cell's row may be a part of. */
    void showAgain(String said) {
        review.row(upload, Math.max(1, at.rowNo())).ifPresent(row -> show(row, at.column(), said));
    }

    /** Shows the draft after a change, with the keyboard on this cell, or on the row that took the place of one no longer listed. */
    void show(ReviewRow row, Column column, String said) {
        moveTo(new ReviewGrid.Cell(row.cells().rowNumber(), column));
        left = Optional.empty();
        drawAnew.run();
        place(row, said);
    }

    /** The same, where the draft is shown as it is already. */
    void place(String said) {
        row().ifPresent(row -> place(row, said));
    }

    private void place(ReviewRow row, String said) {
        String news = (said + " " + listed.takeDone()).strip();
        review.indexOf(upload, grid.listing(), at.rowNo())
                .ifPresentOrElse(
                        index -> {
                            grid.focus(index, at.column());
                            current.announce(row, at.column(), news);
                        },
                        () -> grid.rowHere()
                                .ifPresentOrElse(
                                        next -> goOn(next, news.isEmpty() ? current.told(row, at.column()) : news),
                                        () -> current.announce(row, at.column(), news)));
    }

    /** To the row that took the place of the cell's, so that keyboard and panel are about the same. */
    private void goOn(ReviewRow next, String said) {
        left = Optional.of(at);
        Column column = next.problems().stream()
                .flatMap(problem -> problem.column().stream())
                .min(Comparator.naturalOrder())
                .orElse(at.column());
        moveTo(new ReviewGrid.Cell(next.cells().rowNumber(), column));
        grid.focusHere(column);
        current.announce(next, column, said);
    }

    private Optional<ReviewRow> row() {
        return review.row(upload, at.rowNo());
    }
}
