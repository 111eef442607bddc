package learningmanager.upload;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.upload.csv.Column;
import learningmanager.upload.csv.Row;

/**
 * A line of the file under review, with what it means and what is wrong with it.
 *
 * @param cells as they came, or were corrected
 * @param leftOut whether it is not sent; its problems do not count
 */
public record ReviewRow(
        Row cells,
        Optional<ProgramId> program,
        Optional<ProgramRunId> run,
        Optional<Instant> expiresAt,
        boolean leftOut,
        List<RowProblem> problems) {

    ReviewRow with(List<RowProblem> found) {
        return new ReviewRow(cells, program, run, expiresAt, leftOut, found);
    }

    /** The problems of one cell, errors first. */
    public List<RowProblem> problemsOf(Column column) {
        return problems.stream()
                .filter(problem -> problem.column().filter(column::equals).isPresent())
                .sorted((a, b) -> Boolean.compare(a.warning(), b.warning()))
                .toList();
    }
}
