package learningmanager.mail;

import java.time.Instant;
import java.util.List;

/**
 * A message that the catcher took instead of a mail server.
 *
 * @param number counts from 1 in the order of arrival, since the program's start
 * @param headers as sent, decoded for reading
 * @param text the plain-text part, empty when there is none
 * @param html the HTML part, empty when there is none
 */
public record CaughtMail(
        long number, Instant at, String to, String subject, List<Header> headers, String text, String html) {
    public CaughtMail {
        headers = List.copyOf(headers);
    }

    /** One line of a message's head. */
    public record Header(String name, String value) {}
}
