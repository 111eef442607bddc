package learningmanager.base;

import java.util.Optional;

/** What became of a text that should be a value: the value, or why it is none. */
public sealed interface Parsed<T> {
    record Right<T>(T value) implements Parsed<T> {}

    record Wrong<T>(Refusal refusal) implements Parsed<T> {}

    static <T> Parsed<T> right(T value) {
        return new Right<>(value);
    }

    static <T> Parsed<T> wrong(String code, String... arguments) {
        return new Wrong<>(Refusal.of(code, arguments));
    }

    default Optional<T> toOptional() {
        return this instanceof Right<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    default Optional<Refusal> whyNot() {
        return this instanceof Wrong<T>(Refusal refusal) ? Optional.of(refusal) : Optional.empty();
    }

    /** The value, for texts that are right because we wrote them ourselves. */
    default T orThrow() {
        return switch (this) {
            case Right<T>(T value) -> value;
            case Wrong<T>(Refusal refusal) -> throw new IllegalArgumentException(refusal.toString());
        };
    }
}
