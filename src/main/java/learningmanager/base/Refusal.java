package learningmanager.base;

import java.util.List;
import java.util.Optional;

/**
 * Why an input is not taken, as a stable code with the values that its message names.
 *
 * @param code the message is the translation {@code problem.<code>}
 * @param arguments fill {0}, {1} … of the message
 * @param suggestion what to write instead, where that is safe to say
 */
public record Refusal(String code, List<String> arguments, Optional<String> suggestion) {
    public Refusal {
        arguments = List.copyOf(arguments);
    }

    public static Refusal of(String code, String... arguments) {
        return new Refusal(code, List.of(arguments), Optional.empty());
    }

    /** The same refusal, with what to write instead. */
    public Refusal suggesting(String value) {
        return new Refusal(code, arguments, Optional.of(value));
    }
}
