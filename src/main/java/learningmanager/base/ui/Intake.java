package learningmanager.base.ui;

import com.vaadin.flow.server.streams.UploadHandler;

/** Takes what a browser sends, and counts its bytes by itself: what is too much is told in its words, not cut off by Vaadin's limits. */
public interface Intake extends UploadHandler {
    @Override
    default long getFileSizeMax() {
        return -1;
    }

    @Override
    default long getRequestSizeMax() {
        return -1;
    }
}
