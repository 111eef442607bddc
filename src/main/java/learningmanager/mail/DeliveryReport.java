package learningmanager.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import learningmanager.base.Id;
import learningmanager.base.MailMessageId;
import org.jspecify.annotations.Nullable;

/**
 * Reads delivery status notifications (RFC 3464). Anything else, out-of-office notes and people's own mails among it, is none of
 * them and says nothing.
 */
final class DeliveryReport {
    private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    /** Who the report was sent to, as servers that deliver it put it down. */
    private static final List<String> RECIPIENT_HEADERS = List.of("Delivered-To", "X-Original-To", "Envelope-To", "To");

    private static final int LONGEST_PART = 64 * 1024;
    private static final int DEEPEST = 5;

    private final Pattern messageId;
    private final Pattern ownEnvelope;

    DeliveryReport(Sender sender) {
        String domain = sender.from().substring(sender.from().lastIndexOf('@') + 1);
        int at = sender.envelope().lastIndexOf('@');
        messageId = ignoringCase("<(" + ID + ")@" + Pattern.quote(domain) + ">");
        ownEnvelope = ignoringCase(Pattern.quote(sender.envelope().substring(0, at) + "+") + "(" + ID + ")"
                + Pattern.quote(sender.envelope().substring(at)));
    }

    private static Pattern ignoringCase(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /** What of ours came back by it, if anything did for good. */
    Optional<Bounce> read(MimeMessage message) throws MessagingException, IOException {
        if (!message.isMimeType("multipart/report") || !(message.getContent() instanceof Multipart parts)) {
            return Optional.empty();
        }
        Found found = new Found();
        look(parts, found, 0);
        if (found.answer == null) {
            return Optional.empty();
        }
        String answer = found.answer;
        return Optional.ofNullable(found.message)
                .or(() -> envelopeOf(message))
                .map(id -> new Bounce(id, MailTransport.headerValue(answer)));
    }

    private static final class Found {
        private @Nullable String answer;
        private @Nullable MailMessageId message;
    }

    private void look(Multipart parts, Found found, int depth) throws MessagingException, IOException {
        for (int i = 0; i < parts.getCount() && depth < DEEPEST; i++) {
            Part part = parts.getBodyPart(i);
            if (part.isMimeType("message/delivery-status") || part.isMimeType("message/global-delivery-status")) {
                found.answer = failure(part).orElse(found.answer);
            } else if (part.isMimeType("message/*") || part.isMimeType("text/rfc822-headers")) {
                found.message = idIn(text(part)).orElse(found.message);
            } else if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart inner) {
                look(inner, found, depth + 1);
            }
        }
    }

    /** What is told of the recipient for whom it failed; one whose delivery is only late is no failure. */
    private static Optional<String> failure(Part part) throws MessagingException, IOException {
        for (String block : text(part).replace("\r\n", "\n").split("\n\\s*\n")) {
            InternetHeaders fields = headers(block);
            if ("failed".equalsIgnoreCase(first(fields, "Action").strip())) {
                return Optional.of(Stream.of(
                                afterType(first(fields, "Diagnostic-Code")),
                                first(fields, "Status"),
                                "It came back without a reason")
                        .filter(words -> !words.isBlank())
                        .findFirst()
                        .orElseThrow());
            }
        }
        return Optional.empty();
    }

    private Optional<MailMessageId> idIn(String original) throws MessagingException {
        return id(messageId, first(headers(original.stripLeading()), "Message-ID"));
    }

    private Optional<MailMessageId> envelopeOf(MimeMessage report) {
        return RECIPIENT_HEADERS.stream()
                .flatMap(name -> values(report, name))
                .flatMap(value -> id(ownEnvelope, value).stream())
                .findFirst();
    }

    private static Stream<String> values(MimeMessage report, String header) {
        try {
            return Optional.ofNullable(report.getHeader(header)).stream().flatMap(Arrays::stream);
        } catch (MessagingException unreadable) {
            return Stream.empty();
        }
    }

    private static Optional<MailMessageId> id(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Id.parse(found.group(1), MailMessageId::new) : Optional.empty();
    }

    /** Its beginning, which has what is looked for. */
    private static String text(Part part) throws MessagingException, IOException {
        try (InputStream in = part.getInputStream()) {
            return new String(in.readNBytes(LONGEST_PART), StandardCharsets.UTF_8);
        }
    }

    private static InternetHeaders headers(String block) throws MessagingException {
        return new InternetHeaders(new ByteArrayInputStream(block.getBytes(StandardCharsets.UTF_8)));
    }

    private static String first(InternetHeaders fields, String name) {
        String value = fields.getHeader(name, null);
        return value == null ? "" : value.replaceAll("\\s+", " ");
    }

    /** "smtp; 550 No such user" without its type. */
    private static String afterType(String field) {
        return field.substring(field.indexOf(';') + 1).strip();
    }
}
