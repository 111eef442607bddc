package learningmanager.program.ui;

import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.server.streams.DownloadHandler;
import learningmanager.program.Logo;

/** An organisation's logo. Its address is of this window alone, so that whoever may not see the page does not get it either. */
public final class LogoImage extends Image {
    public LogoImage(Logo logo) {
        super(
                (DownloadHandler) event -> {
                    event.setContentType(Logo.CONTENT_TYPE);
                    event.setContentLength(logo.png().length);
                    event.getResponse().setHeader("Cache-Control", "private, max-age=3600");
                    event.getOutputStream().write(logo.png());
                },
                logo.organisation());
        addClassName("organisation-logo");
    }
}
