package learningmanager.base;

/** Something that takes longer than a person waits holds the thing just now: nothing was changed, and it may be tried again. */
public class BusyException extends RuntimeException {
    public BusyException(String what, Throwable cause) {
        super(what, cause);
    }
}
