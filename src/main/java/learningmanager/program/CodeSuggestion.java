package learningmanager.program;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import learningmanager.base.Code;

/** Codes that people can type, made of a title: DATA-ANALYTICS, DATA-ANALYTICS-2. */
final class CodeSuggestion {
    /** Short enough for a spreadsheet's column. */
    private static final int LONGEST = 40;

    private CodeSuggestion() {}

    /** One that is none of {@code taken}; empty where the title has no letter or digit to make it of. */
    static String ofProgram(String title, Collection<Code> taken) {
        String plain = plain(title);
        return plain.isEmpty() || isFree(plain, taken) ? plain : numbered(plain, taken, 2);
    }

    /** The program's code or, without one, what would be suggested for it; then a number that no other run has. */
    static String ofRun(Program program) {
        String start = program.codeIfSet().map(Code::text).orElseGet(() -> plain(program.title()));
        Set<Code> taken =
                program.runs().stream().flatMap(run -> run.codeIfSet().stream()).collect(Collectors.toSet());
        return start.isEmpty() || start.length() > Code.MAX_LENGTH - LONGEST ? "" : numbered(start, taken, 1);
    }

    private static String numbered(String start, Collection<Code> taken, int first) {
        return Stream.iterate(first, number -> number + 1)
                .map(number -> start + "-" + number)
                .filter(code -> isFree(code, taken))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(String code, Collection<Code> taken) {
        return !taken.contains(new Code(code));
    }

    private static String plain(String title) {
        String words = Normalizer.normalize(title, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        if (words.length() <= LONGEST) {
            return words;
        }
        int end = words.lastIndexOf('-', LONGEST);
        return words.substring(0, end > 0 ? end : wholeCharacters(words));
    }

    private static int wholeCharacters(String words) {
        return Character.isHighSurrogate(words.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    }
}
