package learningmanager.base;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What names a thing: a UUIDv7 (RFC 9562), assigned when the thing is made. */
public interface Id {
    UUID value();

    /** Also called by the embedded database as {@code uuidv7()}, which PostgreSQL 18 has by itself. */
    static UUID nextValue() {
        return Holder.GENERATOR.generate();
    }

    /** As {@link #nextValue}, for what was made at that time: in the order of these times. */
    static UUID valueAt(Instant made) {
        return Holder.AT_TIMES.construct(made.toEpochMilli());
    }

    /** The ID that an address names, or none where the text is not one. */
    static <T extends Id> Optional<T> parse(String text, Function<UUID, T> make) {
        try {
            return Optional.of(make.apply(UUID.fromString(text)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /** Keeps the generator off the interface's own face. */
    final class Holder {
        private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();
        private static final TimeBasedEpochGenerator AT_TIMES = Generators.timeBasedEpochGenerator();

        private Holder() {}
    }
}
