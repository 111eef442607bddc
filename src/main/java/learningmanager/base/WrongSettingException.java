package learningmanager.base;

/** A setting of this installation has a value that it cannot have. */
public class WrongSettingException extends RuntimeException {
    /** Tells a person who configures the program what is wrong with which setting, in a sentence. */
    public WrongSettingException(String message) {
        super(message);
    }

    /** @param wayOut what it must be */
    public static WrongSettingException of(String property, String wayOut) {
        return new WrongSettingException(property + ": " + wayOut + ".");
    }

    /** Does nothing where the value is within the bounds, these included. */
    public static void requireBetween(long least, long most, String property, long value) {
        if (value < least || value > most) {
            throw new WrongSettingException(
                    "%s is %d: it must be from %d to %d.".formatted(property, value, least, most));
        }
    }
}
