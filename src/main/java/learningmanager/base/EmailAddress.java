package learningmanager.base;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address as mail services take it in practice, not all that RFC 5322 allows (SPEC 5, "What an e-mail address is
 * here"). Two addresses are the same without regard to case.
 *
 * @param text up to 254 characters (RFC 5321 4.5.3.1.3 less the angle brackets), as it was written but for outer blanks
 */
public record EmailAddress(String text) {
    public static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL = 64;
    private static final int MAX_LABEL = 63;
    private static final String SIGNS = "!#$%&'*+/=?^_`{|}~-";
    private static final String MAIL_LINK = "mailto:";

    /**
     * Letters that IDNA 2003, which is what Java has, writes as others, so that a mail would go to another's domain (strasse.example for
     * straße.example); by IDNA 2008 they stand for themselves (RFC 5894 7.2).
     */
    private static final Pattern TWOFOLD_LETTER = Pattern.compile("[ßẞς]");

    private static final Pattern IP_ADDRESS = Pattern.compile("\\[.*]|[0-9]+(\\.[0-9]+)+");

    public EmailAddress {
        if (refusal(text) != null) {
            throw new IllegalArgumentException("Not an e-mail address: " + text);
        }
    }

    /**
     * Refusals: {@code email.missing}, {@code email.no-at} (the value), {@code email.two-addresses} (the value),
     * {@code email.display-name} and {@code email.link} (the value; both suggest the address alone), {@code email.blank} (the value
     * with □ for what cannot be seen; suggests it without), {@code email.control-character} (the value with □ for what cannot be
     * seen, and what that is), {@code email.too-long} (its length, the limit), {@code email.local-too-long} (the length of the part
     * before the @, the limit), {@code email.dots} (the value), {@code email.local-part-missing} (the value),
     * {@code email.local-letter} (a letter that is not ASCII), {@code email.local-part} (the part before the @),
     * {@code email.domain-missing} (the value), {@code email.domain-without-dot}, {@code email.domain-address},
     * {@code email.domain-dots}, {@code email.domain-underscore}, {@code email.domain-hyphen}, {@code email.domain} (each with the
     * part after the @; those for a dot, comma or semicolon at its end suggest the address without it),
     * {@code email.domain-label-too-long} (the length of a part between dots, the limit), {@code email.domain-letter} (the letter,
     * the part after the @).
     */
    public static Parsed<EmailAddress> parse(String text) {
        String stripped = Cells.strip(text);
        Refusal refusal = refusal(stripped);
        return refusal == null ? Parsed.right(new EmailAddress(stripped)) : new Parsed.Wrong<>(refusal);
    }

    /** What two addresses are compared by. */
    public String key() {
        return keyOf(text);
    }

    /** What an account is looked up and counted by, given what somebody wrote, whether or not that is an address. */
    public static String keyOf(String text) {
        return Cells.strip(text).toLowerCase(Locale.ROOT);
    }

    /** The domain in lower case, as it was written (not in its ASCII form). */
    public String domain() {
        return text.substring(text.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /** What to look at again, though it is an address: {@code email.domain-typo} (the domain), suggesting the likely address. */
    public Optional<Refusal> warning() {
        return MailDomains.meant(domain())
                .map(meant -> Refusal.of("email.domain-typo", domain())
                        .suggesting(text.substring(0, text.lastIndexOf('@') + 1) + meant));
    }

    /** The address as shown to those who should not learn it: l•••@example.org. */
    public String masked() {
        return text.charAt(0) + "•••" + text.substring(text.lastIndexOf('@'));
    }

    private static @Nullable Refusal refusal(String text) {
        return isPlain(text) ? null : refusalOfUnusual(text);
    }

    /** Right at first sight, as nearly all of a big file's are: ASCII alone, and no doubt about any part. */
    private static boolean isPlain(String text) {
        int at = text.indexOf('@');
        if (at < 1 || at > MAX_LOCAL || text.length() > MAX_LENGTH) {
            return false;
        }
        char before = '.';
        for (int i = 0; i < at; i++) {
            char c = text.charAt(i);
            if (!isAsciiLetterOrDigit(c) && (c == '.' ? before == '.' : SIGNS.indexOf(c) < 0)) {
                return false;
            }
            before = c;
        }
        return before != '.' && isPlainDomain(text, at + 1);
    }

    /** Labels of letters, digits and inner hyphens, the last of them with a letter first. */
    private static boolean isPlainDomain(String text, int from) {
        int label = from;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' || c == '-') {
                if (i == label || (c == '.' && text.charAt(i - 1) == '-')) {
                    return false;
                }
                label = c == '.' ? i + 1 : label;
            } else if (!isAsciiLetterOrDigit(c) || i - label >= MAX_LABEL) {
                return false;
            }
        }
        return label > from
                && label < text.length()
                && text.charAt(text.length() - 1) != '-'
                && !Character.isDigit(text.charAt(label));
    }

    private static @Nullable Refusal refusalOfUnusual(String text) {
        if (text.isEmpty()) {
            return Refusal.of("email.missing");
        }
        int at = text.indexOf('@');
        if (at < 0) {
            return Refusal.of("email.no-at", text);
        }
        if (text.indexOf('<') >= 0 || text.indexOf('>') >= 0) {
            String inner =
                    text.substring(text.indexOf('<') + 1, Math.max(text.indexOf('<') + 1, text.lastIndexOf('>')));
            return suggesting(Refusal.of("email.display-name", text), inner);
        }
        if (text.indexOf('@', at + 1) >= 0) {
            return Refusal.of("email.two-addresses", text);
        }
        if (text.regionMatches(true, 0, MAIL_LINK, 0, MAIL_LINK.length())) {
            return suggesting(Refusal.of("email.link", text), text.substring(MAIL_LINK.length()));
        }
        if (Cells.hasBlank(text)) {
            Refusal blank = Refusal.of("email.blank", Cells.withControlCharactersShown(text));
            // One that can be seen may be a dot, or the gap between two addresses.
            String visible = Cells.withoutFormatCharacters(text);
            return visible.equals(text) ? blank : suggesting(blank, visible);
        }
        if (Cells.hasControlCharacter(text)) {
            return Refusal.of(
                    "email.control-character",
                    Cells.withControlCharactersShown(text),
                    Cells.firstControlCharacter(text));
        }
        if (text.length() > MAX_LENGTH) {
            return Refusal.of("email.too-long", String.valueOf(text.length()), String.valueOf(MAX_LENGTH));
        }
        Refusal local = localRefusal(text, text.substring(0, at));
        if (local != null) {
            return local;
        }
        String domain = text.substring(at + 1);
        Refusal refusal = domainRefusal(text, domain, MAX_LENGTH - at - 1);
        return refusal == null ? null : suggestingWithoutItsEnd(refusal, text, domain);
    }

    /** For an address from the end of a sentence, or out of a list. */
    private static Refusal suggestingWithoutItsEnd(Refusal refusal, String text, String domain) {
        int last = domain.length() - 1;
        return last > 0
                        && ".,;".indexOf(domain.charAt(last)) >= 0
                        && domainRefusal(
                                        text, domain.substring(0, last), MAX_LENGTH - (text.length() - domain.length()))
                                == null
                ? refusal.suggesting(text.substring(0, text.length() - 1))
                : refusal;
    }

    private static Refusal suggesting(Refusal refusal, String address) {
        String stripped = Cells.strip(address);
        return refusal(stripped) == null ? refusal.suggesting(stripped) : refusal;
    }

    private static @Nullable Refusal localRefusal(String text, String local) {
        if (local.isEmpty()) {
            return Refusal.of("email.local-part-missing", text);
        }
        if (local.length() > MAX_LOCAL) {
            return Refusal.of("email.local-too-long", String.valueOf(local.length()), String.valueOf(MAX_LOCAL));
        }
        for (int i = 0; i < local.length(); i++) {
            char c = local.charAt(i);
            if (c != '.' && !isAsciiLetterOrDigit(c) && SIGNS.indexOf(c) < 0) {
                int letter = local.codePointAt(i);
                return Character.isLetter(letter)
                        ? Refusal.of("email.local-letter", Character.toString(letter))
                        : Refusal.of("email.local-part", local);
            }
        }
        return local.startsWith(".") || local.endsWith(".") || local.contains("..")
                ? Refusal.of("email.dots", text)
                : null;
    }

    private static @Nullable Refusal domainRefusal(String text, String domain, int longest) {
        if (domain.isEmpty()) {
            return Refusal.of("email.domain-missing", text);
        }
        if (domain.indexOf('.') < 0) {
            return Refusal.of(domain.startsWith("[") ? "email.domain-address" : "email.domain-without-dot", domain);
        }
        Matcher twofold = TWOFOLD_LETTER.matcher(domain);
        if (twofold.find()) {
            return Refusal.of("email.domain-letter", twofold.group(), domain);
        }
        int length = 0;
        int from = 0;
        int dot;
        do {
            dot = domain.indexOf('.', from);
            String label = domain.substring(from, dot < 0 ? domain.length() : dot);
            String ascii = ascii(label);
            // An all-number end is an IP address.
            if (!isAsciiLabel(ascii) || (dot < 0 && isNumber(ascii))) {
                return whyNoDomain(domain);
            }
            length += ascii.length() + 1;
            from = dot + 1;
        } while (dot >= 0);
        // Mail servers count the ASCII form of an internationalised domain.
        return length - 1 <= longest
                ? null
                : Refusal.of(
                        "email.too-long",
                        String.valueOf(MAX_LENGTH - longest + length - 1),
                        String.valueOf(MAX_LENGTH));
    }

    /** For a domain that is none: what to put right first. */
    private static Refusal whyNoDomain(String domain) {
        if (IP_ADDRESS.matcher(domain).matches()) {
            return Refusal.of("email.domain-address", domain);
        }
        if (domain.startsWith(".") || domain.endsWith(".") || domain.contains("..")) {
            return Refusal.of("email.domain-dots", domain);
        }
        if (domain.indexOf('_') >= 0) {
            return Refusal.of("email.domain-underscore", domain);
        }
        for (String label : domain.split("\\.")) {
            if (label.startsWith("-") || label.endsWith("-")) {
                return Refusal.of("email.domain-hyphen", domain);
            }
            if (label.length() > MAX_LABEL) {
                return Refusal.of(
                        "email.domain-label-too-long", String.valueOf(label.length()), String.valueOf(MAX_LABEL));
            }
        }
        return Refusal.of("email.domain", domain);
    }

    /** The label as the domain name system has it; empty where it can't be one. */
    private static String ascii(String label) {
        if (Cells.isPrintableAscii(label)) {
            return label;
        }
        if (!label.codePoints().allMatch(c -> c == '-' || Character.isLetterOrDigit(c) || isMark(c))) {
            return "";
        }
        try {
            return IDN.toASCII(label, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException notADomain) {
            return "";
        }
    }

    private static boolean isAsciiLabel(String label) {
        if (label.isEmpty() || label.length() > MAX_LABEL || label.startsWith("-") || label.endsWith("-")) {
            return false;
        }
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (c != '-' && !isAsciiLetterOrDigit(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(String label) {
        for (int i = 0; i < label.length(); i++) {
            if (label.charAt(i) < '0' || label.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAsciiLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EmailAddress address && address.key().equals(key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
