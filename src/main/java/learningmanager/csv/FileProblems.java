package learningmanager.csv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The first so many problems of a file, and how many there are in truth. What is told already is not told once more. */
final class FileProblems {
    private final List<FileProblem> kept = new ArrayList<>();
    private final int limit;
    private int count;

    FileProblems(int limit) {
        this.limit = limit;
    }

    void add(FileProblem problem) {
        if (kept.contains(problem)) {
            return;
        }
        count++;
        if (kept.size() < limit) {
            kept.add(problem);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    /** Those found up to a line of the file. */
    List<FileProblem> upTo(int line) {
        return kept.stream().filter(problem -> problem.line() <= line).toList();
    }

    List<FileProblem> byLine() {
        return kept.stream().sorted(Comparator.comparingInt(FileProblem::line)).toList();
    }
}
