package learningmanager.upload.ui;

import java.io.OutputStream;
import java.util.function.Consumer;
import learningmanager.base.ui.FileDownload;
import learningmanager.csv.FileFacts;
import learningmanager.upload.Upload;

/** A link that hands out the draft's rows as a file of the kind that they came in. */
final class ReviewDownload extends FileDownload {
    ReviewDownload(String text, Upload upload, String ending, Consumer<OutputStream> writing) {
        super(
                text,
                () -> nameOf(upload) + ending + (isWorkbook(upload) ? ".xlsx" : ".csv"),
                isWorkbook(upload)
                        ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                        : "text/csv;charset=utf-8",
                writing);
    }

    /** Its cells are texts, and stay what they are. */
    static boolean isWorkbook(Upload upload) {
        return upload.facts().flatMap(FileFacts::sheet).isPresent();
    }

    /** The file's name without its ending. */
    static String nameOf(Upload upload) {
        String name = upload.fileName();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
