package learningmanager.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table of the test resources: a row for each action, a column for each person, and what the one gets of the other. */
final class PermissionTable {
    private static final String SEPARATOR = " | ";

    private final String name;
    private final TreeMap<String, List<String>> found = new TreeMap<>();

    PermissionTable(String name) {
        this.name = name;
    }

    void add(String action, List<String> cells) {
        found.put(action, cells);
    }

    /** Fails where an action is missing from the table, is in it and no more, or answers somebody otherwise. */
    void compare() throws IOException {
        List<String> people = Arrays.stream(Person.values()).map(Person::title).toList();
        List<String> lines = Stream.concat(
                        Stream.of(line("action", people)),
                        found.entrySet().stream().map(row -> line(row.getKey(), row.getValue())))
                .toList();
        Path actual =
                Files.createDirectories(Path.of("target", "who-may-do-what")).resolve(name);
        Files.write(actual, lines);
        System.out.println(name + ": " + found.size() + " actions × " + people.size() + " people = "
                + found.size() * people.size() + " cells");
        assertThat(lines.stream().map(PermissionTable::plain))
                .as("the table as it is now is in " + actual)
                .containsExactlyElementsOf(expected());
    }

    private List<String> expected() {
        try {
            return Files.readAllLines(Path.of("src/test/resources/who-may-do-what", name)).stream()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(PermissionTable::plain)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Blanks line the columns up, and mean nothing. */
    private static String plain(String line) {
        return Arrays.stream(line.split("\\|")).map(String::strip).collect(Collectors.joining(SEPARATOR));
    }

    private static String line(String action, List<String> cells) {
        StringBuilder line = new StringBuilder(String.format("%-84s", action));
        for (int i = 0; i < cells.size(); i++) {
            line.append(SEPARATOR)
                    .append(String.format("%-" + Person.values()[i].title().length() + "s", cells.get(i)));
        }
        return line.toString().stripTrailing();
    }
}
