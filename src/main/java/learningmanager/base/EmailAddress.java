package learningmanager.base;

import java.net.IDN;
import java.util.Arrays;
import java.util.Locale;
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

    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern ASCII_LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    public EmailAddress {
        if (refusal(text) != null) {
            throw new IllegalArgumentException("Not an e-mail address: " + text);
        }
    }

    /**
     * Refusals: {@code email.missing}, {@code email.no-at}, {@code email.two-addresses}, {@code email.display-name},
     * {@code email.too-long} (its length, the limit), {@code email.local-part} (the part before the @),
     * {@code email.domain} (the part after it), {@code email.domain-without-dot} (the domain).
     */
    public static Parsed<EmailAddress> parse(String text) {
        String stripped = Cells.strip(text);
        Refusal refusal = refusal(stripped);
        return refusal == null ? Parsed.right(new EmailAddress(stripped)) : new Parsed.Wrong<>(refusal);
    }

    /** What two addresses are compared by. */
    public String key() {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The domain in lower case, as it was written (not in its ASCII form). */
    public String domain() {
        return key().substring(text.lastIndexOf('@') + 1);
    }

    /** The address as shown to those who should not learn it: l•••@example.org. */
    public String masked() {
        return text.charAt(0) + "•••" + text.substring(text.lastIndexOf('@'));
    }

    private static @Nullable Refusal refusal(String text) {
        if (text.isEmpty()) {
            return Refusal.of("email.missing");
        }
        int at = text.indexOf('@');
        if (at < 0) {
            return Refusal.of("email.no-at");
        }
        if (text.indexOf('<') >= 0 || text.indexOf('>') >= 0) {
            return Refusal.of("email.display-name");
        }
        if (text.indexOf('@', at + 1) >= 0) {
            return Refusal.of("email.two-addresses");
        }
        if (text.length() > MAX_LENGTH) {
            return Refusal.of("email.too-long", String.valueOf(text.length()), String.valueOf(MAX_LENGTH));
        }
        String local = text.substring(0, at);
        if (local.length() > MAX_LOCAL || !LOCAL.matcher(local).matches()) {
            return Refusal.of("email.local-part", local);
        }
        return domainRefusal(text.substring(at + 1));
    }

    private static @Nullable Refusal domainRefusal(String domain) {
        if (domain.isEmpty()) {
            return Refusal.of("email.domain", domain);
        }
        if (domain.indexOf('.') < 0) {
            return Refusal.of("email.domain-without-dot", domain);
        }
        String[] labels = domain.split("\\.", -1);
        boolean right = Arrays.stream(labels).allMatch(EmailAddress::isLabel)
                && !NUMBER.matcher(labels[labels.length - 1]).matches();
        return right ? null : Refusal.of("email.domain", domain);
    }

    private static boolean isLabel(String label) {
        if (label.codePoints().allMatch(c -> c < 128)) {
            return label.length() <= MAX_LABEL && ASCII_LABEL.matcher(label).matches();
        }
        if (!label.codePoints().allMatch(c -> c == '-' || Character.isLetterOrDigit(c) || isMark(c))) {
            return false;
        }
        try {
            String ascii = IDN.toASCII(label, IDN.USE_STD3_ASCII_RULES);
            return ascii.length() <= MAX_LABEL && ASCII_LABEL.matcher(ascii).matches();
        } catch (IllegalArgumentException notADomain) {
            return false;
        }
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
