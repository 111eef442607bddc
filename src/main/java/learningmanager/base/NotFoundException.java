package learningmanager.base;

/** The thing is not there, or is not for the person who asks: both look alike, on purpose. */
public class NotFoundException extends RuntimeException {
    public NotFoundException(String what) {
        super(what);
    }
}
