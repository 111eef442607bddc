package learningmanager.base;

/** A setting that this installation can't do without is missing or wrong. */
public class MissingSettingException extends RuntimeException {
    private final String property;
    private final String wayOut;

    public MissingSettingException(String property, String wayOut) {
        super(property + " is missing or too short: " + wayOut);
        this.property = property;
        this.wayOut = wayOut;
    }

    public String property() {
        return property;
    }

    public String wayOut() {
        return wayOut;
    }
}
