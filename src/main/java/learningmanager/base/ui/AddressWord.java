package learningmanager.base.ui;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** How a choice stands in an address: permission-given. */
public final class AddressWord {
    private static final String DESCENDING = "-";

    private AddressWord() {}

    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What something is sorted by: sent, or -sent where that is descending. */
    public static String sorted(Enum<?> by, boolean descending) {
        return (descending ? DESCENDING : "") + of(by);
    }

    /** The order that the word stands for; none where it stands for none of these. */
    public static <E extends Enum<E>, O> Optional<O> sorted(E[] values, String word, BiFunction<E, Boolean, O> order) {
        boolean descending = word.startsWith(DESCENDING);
        return among(values, descending ? word.substring(DESCENDING.length()) : word)
                .map(by -> order.apply(by, descending));
    }

    /** The choice that the word stands for; none where it stands for none of these. */
    public static <E extends Enum<E>> Optional<E> among(E[] values, String word) {
        return Arrays.stream(values).filter(value -> of(value).equals(word)).findFirst();
    }
}
