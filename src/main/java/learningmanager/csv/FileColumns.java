package learningmanager.csv;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import learningmanager.base.Cells;

/** The columns that a file of one kind has, each of them required, in the template's order. */
public final class FileColumns {
    /** Stand in a file that tells what is wrong with its rows; ignored when it comes back. */
    public static final String LINE = "line";

    public static final String PROBLEMS = "problems";

    private final List<Named> columns;
    private final Map<String, Integer> places = new HashMap<>();

    /**
     * A column.
     *
     * @param heading as the template writes it, in lower case
     * @param alsoCalled what else people write in its place, the letters alone, in lower case
     */
    public record Named(String heading, List<String> alsoCalled) {
        public Named {
            alsoCalled = List.copyOf(alsoCalled);
        }
    }

    public FileColumns(List<Named> columns) {
        this.columns = List.copyOf(columns);
        for (int at = 0; at < columns.size(); at++) {
            places.put(columns.get(at).heading(), at);
        }
    }

    public int count() {
        return columns.size();
    }

    public List<String> headings() {
        return columns.stream().map(Named::heading).toList();
    }

    /** Which column a heading names, from 0, without regard to case and outer blanks. */
    public OptionalInt at(String heading) {
        Integer at = places.get(Cells.strip(heading).toLowerCase(Locale.ROOT));
        return at == null ? OptionalInt.empty() : OptionalInt.of(at);
    }

    /** The file that a person fills in: the heading line, in UTF-8 with a byte-order mark and CRLF, so that Excel opens it in columns. */
    public byte[] template() {
        return ("\uFEFF" + String.join(",", headings()) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The one of these columns that an unknown heading may have been meant for. */
    Optional<String> meant(String heading, List<String> among) {
        String letters = heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return columns.stream()
                .filter(column -> column.alsoCalled().contains(letters))
                .map(Named::heading)
                .findFirst()
                .or(() -> DidYouMean.among(among, heading))
                .filter(among::contains);
    }
}
