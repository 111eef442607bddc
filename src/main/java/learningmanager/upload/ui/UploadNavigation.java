package learningmanager.upload.ui;

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
    static String reupload(UploadId draft) {
        return BulkUploadView.ADDRESS + "?" + BulkUploadView.REPLACES + "=" + draft;
    }

    /** An upload, wherever on its way it is. */
    public static String upload(UploadId id) {
        return UploadView.ADDRESS + "/" + id;
    }
}
