package learningmanager.upload.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.OutputStream;
import java.util.function.Consumer;
import learningmanager.csv.FileFacts;
import learningmanager.upload.Upload;

/** A link that hands out the draft's rows as a file, written as it goes. */
final class ReviewDownload extends Anchor {
    ReviewDownload(String text, Upload upload, String ending, Consumer<OutputStream> writing) {
        super(
                (DownloadHandler) event -> {
                    boolean workbook = upload.facts().flatMap(FileFacts::sheet).isPresent();
                    event.setFileName(nameOf(upload) + ending + (workbook ? ".xlsx" : ".csv"));
                    event.setContentType(
                            workbook
                                    ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                                    : "text/csv;charset=utf-8");
                    writing.accept(event.getOutputStream());
                },
                text);
        addClassName("button-link");
    }

    private static String nameOf(Upload upload) {
        String name = upload.fileName();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
