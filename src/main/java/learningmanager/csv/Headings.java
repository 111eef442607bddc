package learningmanager.csv;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import learningmanager.base.Cells;
import learningmanager.base.Refusal;

/** What a heading line says: where each column stands, or what is wrong with it. */
sealed interface Headings {
    /**
     * @param positions of the columns, in their order
     * @param named how many columns there are, the ignored ones included
     * @param count of all cells of the line: spreadsheets write empty columns behind the others, which have no heading
     */
    record Understood(int[] positions, Set<Integer> ignored, int named, int count) implements Headings {}

    record Wrong(List<FileProblem> problems) implements Headings {}

    static Headings of(FileColumns columns, List<String> cells, int line, FileFacts facts) {
        int[] positions = new int[columns.count()];
        Set<Integer> ignored = new HashSet<>();
        Set<String> seen = new HashSet<>();
        List<String> missing = new ArrayList<>(columns.headings());
        List<Integer> unknown = new ArrayList<>();
        List<FileProblem> problems = new ArrayList<>();
        int named = cells.size();
        while (named > 0 && Cells.isBlank(cells.get(named - 1))) {
            named--;
        }
        for (int at = 0; at < named; at++) {
            String name = Cells.strip(cells.get(at)).toLowerCase(Locale.ROOT);
            OptionalInt column = columns.at(name);
            if (name.isEmpty()) {
                problems.add(FileProblem.atLine(line, "heading.blank", String.valueOf(at + 1)));
            } else if (!seen.add(name)) {
                problems.add(FileProblem.atLine(line, "heading.twice", Cells.strip(cells.get(at))));
            } else if (name.equals(FileColumns.LINE) || name.equals(FileColumns.PROBLEMS)) {
                ignored.add(at);
            } else if (column.isPresent()) {
                positions[column.getAsInt()] = at;
                missing.remove(name);
            } else {
                unknown.add(at);
            }
        }
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            problems.addAll(0, missingOrUnknown(columns, cells, line, facts, missing, unknown));
        }
        return problems.isEmpty() ? new Understood(positions, ignored, named, cells.size()) : new Wrong(problems);
    }

    private static List<FileProblem> missingOrUnknown(
            FileColumns columns,
            List<String> cells,
            int line,
            FileFacts facts,
            List<String> missing,
            List<Integer> unknown) {
        List<FileProblem> problems = new ArrayList<>();
        for (String heading : missing) {
            problems.add(FileProblem.atLine(line, "heading.missing", heading));
        }
        boolean anyMeant = false;
        for (int at : unknown) {
            String name = Cells.strip(cells.get(at));
            Refusal refusal = Refusal.of("heading.unknown", String.valueOf(line), name);
            Optional<String> meant = columns.meant(name, missing);
            anyMeant |= meant.isPresent();
            problems.add(new FileProblem(line, meant.map(refusal::suggesting).orElse(refusal)));
        }
        if (missing.size() == columns.count() && !anyMeant) {
            // Most likely data from the first line on: ten complaints would hide the one thing to do.
            return List.of(none(columns, line, facts));
        }
        return problems;
    }

    /** With a line that can be copied where one can be: in a sheet, or behind tabs that a page shows as blanks, each has its cell. */
    private static FileProblem none(FileColumns columns, int line, FileFacts facts) {
        return facts.sheet().isPresent() || facts.delimiter() == '\t'
                ? FileProblem.atLine(line, "heading.none-in-cells", String.join(", ", columns.headings()))
                : FileProblem.atLine(
                        line, "heading.none", String.join(String.valueOf(facts.delimiter()), columns.headings()));
    }
}
