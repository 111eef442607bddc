package learningmanager.base;

import java.util.List;
import java.util.Optional;

/**
 * Why an input is not taken, as a stable code with the values that its message names.
 *
 * @param code the message is the translation {@code problem.<code>}
 * @param arguments fill {0}, {1} … of the message, long ones shortened
 * @param suggestion what to write instead, where that is safe to say
 */
public record Refusal(String code, List<String> arguments, Optional<String> suggestion) {
    private static final int SHOWN = 200;

    public Refusal {
        arguments = arguments.stream().map(Refusal::shortened).toList();
    }

    public static Refusal of(String code, String... arguments) {
        return new Refusal(code, List.of(arguments), Optional.empty());
    }

    /** The same refusal, with what to write instead; without where that is too long to be kept and shown. */
    public Refusal suggesting(String value) {
        return value.length() > SHOWN ? this : new Refusal(code, arguments, Optional.of(value));
    }

    /** A message names a value; it need not repeat a page of it. */
    private static String shortened(String argument) {
        if (argument.length() <= SHOWN) {
            return argument;
        }
        int end = Character.isHighSurrogate(argument.charAt(SHOWN - 2)) ? SHOWN - 2 : SHOWN - 1;
        return argument.substring(0, end) + "…";
    }
}
