package learningmanager.program;

/**
 * An organisation's logo, drawn anew from what was uploaded.
 *
 * @param organisation its name: what is said in place of the picture
 * @param png the picture, as small as pages and mails need it; not to be changed
 * @param width pixels
 * @param height pixels
 */
public record Logo(String organisation, byte[] png, int width, int height) {
    public static final String CONTENT_TYPE = "image/png";
}
