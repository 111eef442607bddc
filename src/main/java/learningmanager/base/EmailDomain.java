package learningmanager.base;

import java.util.Locale;
import java.util.Optional;

/**
 * What the e-mail addresses of an organisation's learners usually end in. A hint for who writes one, never a rule.
 *
 * @param text what stands after the @, in lower case
 */
public record EmailDomain(String text) {
    private static final String SOMEBODY = "a@";

    public EmailDomain {
        if (!text.equals(text.toLowerCase(Locale.ROOT))
                || EmailAddress.parse(SOMEBODY + text).whyNot().isPresent()) {
            throw new IllegalArgumentException("Not the domain of an e-mail address: " + text);
        }
    }

    /**
     * Reads it with or without the @ before it. Refusals: {@code email-domain.address} (a whole address), {@code email-domain.wrong}
     * (what was written).
     */
    public static Parsed<EmailDomain> parse(String text) {
        String stripped = Cells.strip(text).toLowerCase(Locale.ROOT);
        String domain = stripped.startsWith("@") ? stripped.substring(1) : stripped;
        if (domain.indexOf('@') >= 0) {
            return Parsed.wrong("email-domain.address", stripped);
        }
        return EmailAddress.parse(SOMEBODY + domain).whyNot().isPresent()
                ? Parsed.wrong("email-domain.wrong", stripped)
                : Parsed.right(new EmailDomain(domain));
    }

    /** The address that is likely meant by a text that ends before its domain does: {@code lea} or {@code lea@}. */
    public Optional<String> meant(String written) {
        String stripped = Cells.strip(written);
        int at = stripped.indexOf('@');
        if (at >= 0 && at < stripped.length() - 1) {
            return Optional.empty();
        }
        return EmailAddress.parse((at < 0 ? stripped : stripped.substring(0, at)) + this)
                .toOptional()
                .map(EmailAddress::text);
    }

    /** As it stands at the end of an address: @example.org */
    @Override
    public String toString() {
        return "@" + text;
    }
}
