package learningmanager.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** What a mail says that has at most one thing to press, as plain text and as a page. */
final class AccountLetter {
    private final String subject;
    private final String heading;
    private final List<String> paragraphs;
    private final Optional<Action> action;
    private final List<String> after;

    private record Action(String button, String link) {}

    /**
     * @param paragraphs before the button
     * @param button what the link is called
     * @param link where it leads
     * @param after paragraphs below it
     */
    AccountLetter(
            String subject, String heading, List<String> paragraphs, String button, String link, List<String> after) {
        this.subject = subject;
        this.heading = heading;
        this.paragraphs = List.copyOf(paragraphs);
        this.action = Optional.of(new Action(button, link));
        this.after = List.copyOf(after);
    }

    /** One that has nothing to press. */
    AccountLetter(String subject, String heading, List<String> paragraphs) {
        this.subject = subject;
        this.heading = heading;
        this.paragraphs = List.copyOf(paragraphs);
        this.action = Optional.empty();
        this.after = List.of();
    }

    String subject() {
        return subject;
    }

    String text() {
        List<String> parts = new ArrayList<>(paragraphs);
        parts.addFirst(heading);
        action.ifPresent(press -> parts.add(press.button() + ":\n" + press.link()));
        parts.addAll(after);
        return String.join("\n\n", parts);
    }

    String html() {
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta name="color-scheme" content="light dark"><title>%s</title></head>
                <body style="margin:0;padding:24px;font-family:sans-serif;line-height:1.5">
                <div style="max-width:560px;margin:0 auto">
                <h1 style="font-size:22px;line-height:1.3">%s</h1>%s%s%s</div></body></html>
                """.formatted(
                        escaped(subject),
                        escaped(heading),
                        html(paragraphs),
                        action.map(AccountLetter::html).orElse(""),
                        html(after));
    }

    private static String html(Action press) {
        return """

                <p><a href="%s" target="_blank" rel="noreferrer" style="display:inline-block;padding:10px 18px;\
                border-radius:8px;background:#0b6b5d;color:#ffffff;font-weight:bold;text-decoration:none">%s</a></p>
                """.formatted(escaped(press.link()), escaped(press.button()));
    }

    private static String html(List<String> paragraphs) {
        return paragraphs.stream()
                .map(paragraph -> "<p>" + escaped(paragraph) + "</p>")
                .collect(Collectors.joining());
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
