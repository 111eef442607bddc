package learningmanager.security;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Passwords that are guessed first (NIST SP 800-63B-4 3.1.1.2): well-known words, names, keyboard runs and numbers, as they are
 * and with what people put after them to satisfy a rule.
 */
final class CommonPasswords {
    /** The digits and signs that people put after a word to satisfy a rule. */
    static final String END = "[0-9!.?*#$@_-]{1,4}";

    private static final Set<String> WORDS = words();

    private CommonPasswords() {}

    /** Whether it is one of them, without regard to case and to digits and signs at its end. */
    static boolean has(String password) {
        String plain = password.toLowerCase(Locale.ROOT);
        return WORDS.contains(plain)
                || WORDS.contains(plain.replaceFirst(END + "$", ""))
                || plain.chars().distinct().count() <= 2
                || isRun(plain);
    }

    /** 12345678, 87654321, abcdefgh. */
    private static boolean isRun(String text) {
        int step = text.charAt(1) - text.charAt(0);
        if (Math.abs(step) != 1) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) - text.charAt(i - 1) != step) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> words() {
        try (InputStream in = CommonPasswords.class.getResourceAsStream("common-passwords.txt")) {
            if (in == null) {
                throw new IllegalStateException("common-passwords.txt is not in the program");
            }
            Set<String> words = new HashSet<>();
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> words.add(line.strip()));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
