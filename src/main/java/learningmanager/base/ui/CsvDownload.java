package learningmanager.base.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.OutputStream;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** "Download CSV": a link that hands out a file, written as it goes. */
public final class CsvDownload extends Anchor {
    /** @param fileName asked for when somebody downloads it, as is {@code writing} */
    public CsvDownload(String text, Supplier<String> fileName, Consumer<OutputStream> writing) {
        super(
                (DownloadHandler) event -> {
                    event.setFileName(fileName.get());
                    event.setContentType("text/csv;charset=utf-8");
                    writing.accept(event.getOutputStream());
                },
                text);
        addClassNames("button-link", "end");
    }
}
