package learningmanager.upload.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import learningmanager.base.UploadId;

/** The addresses of this feature's pages. */
public final class UploadNavigation {
    private UploadNavigation() {}

    /** The first of the three steps. */
    public static String begin() {
        return BulkTemplateView.ADDRESS;
    }

    /** Choosing a file. */
    static String chooseFile() {
        return BulkUploadView.ADDRESS;
    }

    /** Choosing a file that takes a draft's place. */
    static void reupload(UI ui, UploadId draft) {
        ui.navigate(BulkUploadView.ADDRESS, QueryParameters.of(BulkUploadView.REPLACES, draft.toString()));
    }

    /** An upload, wherever on its way it is. */
    public static String upload(UploadId id) {
        return UploadView.ADDRESS + "/" + id;
    }
}
