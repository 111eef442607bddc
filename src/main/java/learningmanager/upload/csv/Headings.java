package learningmanager.upload.csv;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import learningmanager.base.Cells;
import learningmanager.base.Refusal;

/** What a heading line says: where each column stands, or what is wrong with it. */
sealed interface Headings {
    /** Stand in "Download file with errors"; ignored when it comes back. */
    String LINE = "line";

    String PROBLEMS = "problems";

    /**
     * @param positions by the column's ordinal
     * @param count of all headings, the ignored ones included
     */
    record Understood(int[] positions, Set<Integer> ignored, int count) implements Headings {}

    record Wrong(List<FileProblem> problems) implements Headings {}

    static Headings of(List<String> cells, int line) {
        Map<Column, Integer> found = new EnumMap<>(Column.class);
        Set<Integer> ignored = new HashSet<>();
        Set<String> seen = new HashSet<>();
        List<Integer> unknown = new ArrayList<>();
        List<FileProblem> problems = new ArrayList<>();
        for (int at = 0; at < cells.size(); at++) {
            String name = Cells.strip(cells.get(at)).toLowerCase(Locale.ROOT);
            if (name.isEmpty()) {
                problems.add(FileProblem.atLine(line, "heading.blank", String.valueOf(at + 1)));
            } else if (!seen.add(name)) {
                problems.add(FileProblem.atLine(line, "heading.twice", Cells.strip(cells.get(at))));
            } else if (name.equals(LINE) || name.equals(PROBLEMS)) {
                ignored.add(at);
            } else {
                Optional<Column> column = Column.ofHeading(name);
                if (column.isPresent()) {
                    found.put(column.get(), at);
                } else {
                    unknown.add(at);
                }
            }
        }
        List<Column> missing = new ArrayList<>(List.of(Column.values()));
        missing.removeAll(found.keySet());
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            problems.addAll(0, missingOrUnknown(cells, line, missing, unknown));
        }
        if (!problems.isEmpty()) {
            return new Wrong(problems);
        }
        int[] positions = new int[Column.values().length];
        found.forEach((column, at) -> positions[column.ordinal()] = at);
        return new Understood(positions, ignored, cells.size());
    }

    private static List<FileProblem> missingOrUnknown(
            List<String> cells, int line, List<Column> missing, List<Integer> unknown) {
        List<FileProblem> problems = new ArrayList<>();
        for (Column column : missing) {
            problems.add(FileProblem.atLine(line, "heading.missing", column.heading()));
        }
        boolean anyMeant = false;
        for (int at : unknown) {
            String name = Cells.strip(cells.get(at));
            Refusal refusal = Refusal.of("heading.unknown", String.valueOf(line), name);
            Optional<Column> meant = meant(name, missing);
            anyMeant |= meant.isPresent();
            problems.add(new FileProblem(
                    line,
                    meant.map(column -> refusal.suggesting(column.heading())).orElse(refusal)));
        }
        if (missing.size() == Column.values().length && !anyMeant) {
            // Most likely data from the first line on: ten complaints would hide the one thing to do.
            return List.of(FileProblem.atLine(line, "heading.none"));
        }
        return problems;
    }

    /** A missing column that the heading may have been meant for. */
    private static Optional<Column> meant(String name, List<Column> missing) {
        String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        Optional<Column> known = switch (letters) {
            case "id",
                    "learner",
                    "learnerid",
                    "externalid",
                    "uniquelearnerid",
                    "student",
                    "studentid",
                    "employeeid",
                    "externallearner" -> Optional.of(Column.EXTERNAL_LEARNER_ID);
            case "mail", "emailaddress", "mailaddress", "emails", "learneremail" -> Optional.of(Column.EMAIL);
            case "program", "programme", "programmecode", "course", "coursecode", "microcredential", "programid" ->
                Optional.of(Column.PROGRAM_CODE);
            case "run", "runs", "runcode", "programrun", "programmerun", "programmeruncode", "presentation" ->
                Optional.of(Column.PROGRAM_RUN_CODE);
            case "expires",
                    "expiry",
                    "expirydate",
                    "expirytimeutc",
                    "expirydatetime",
                    "expiration",
                    "expirationdate",
                    "expirationtime",
                    "validuntil" -> Optional.of(Column.EXPIRY_TIME);
            default ->
                DidYouMean.among(missing.stream().map(Column::heading).toList(), name)
                        .flatMap(Column::ofHeading);
        };
        return known.filter(missing::contains);
    }
}
