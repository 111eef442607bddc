package learningmanager.base.ui;

import java.util.stream.Stream;

/** What an error came of. */
final class Causes {
    /** So far down: some errors name each other. */
    private static final int DEEPEST = 10;

    private Causes() {}

    /** Whether the error is, or came of, one of this kind. */
    static boolean include(Throwable error, Class<? extends Throwable> kind) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .anyMatch(kind::isInstance);
    }
}
