package learningmanager.base.ui;

/** How a status feels; never the only sign of it, as a word and an icon stand beside the colour. */
public enum Tone {
    PENDING,
    GOOD,
    IDLE,
    BAD;

    String className() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
