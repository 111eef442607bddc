package learningmanager.base.ui;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a choice stands in an address: permission-given. */
public final class AddressWord {
    private AddressWord() {}

    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The choice that the word stands for; none where it stands for none of these. */
    public static <E extends Enum<E>> Optional<E> among(E[] values, String word) {
        return Arrays.stream(values).filter(value -> of(value).equals(word)).findFirst();
    }
}
