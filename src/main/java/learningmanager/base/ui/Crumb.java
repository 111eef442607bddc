package learningmanager.base.ui;

import java.util.Optional;

/**
 * One stop on the way to a page.
 *
 * @param address where it leads, as the router takes it ("" is home); none where one is already
 */
public record Crumb(String text, Optional<String> address) {
    public static Crumb of(String text) {
        return new Crumb(text, Optional.empty());
    }

    public static Crumb to(String text, String address) {
        return new Crumb(text, Optional.of(address));
    }
}
