package learningmanager.base.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import learningmanager.base.Downloads;

/**
 * A link that hands out a file, once all of it is written ({@link Downloads}): half a file is none. A click asks the page's session first,
 * and fetches the file then: where the sign-in has ended, the page says so as at any other click, and leads there and back. A browser that
 * fetched it at once would keep nothing, or the page that says so as the file.
 */
public class FileDownload extends Anchor {
    /** And not by the script that fetches the file. */
    private static final String BY_A_PERSON = "event.isTrusted";

    /** @param fileName asked for when somebody downloads it, as is {@code writing} */
    protected FileDownload(String text, Supplier<String> fileName, String contentType, Consumer<OutputStream> writing) {
        super((DownloadHandler) event -> handOut(event, fileName.get(), contentType, writing), text);
        addClassName("button-link");
        getElement()
                .addEventListener("click", click -> getElement().executeJs("this.click()"))
                .setFilter(BY_A_PERSON)
                .addEventData(BY_A_PERSON + " && event.preventDefault()");
    }

    private static void handOut(DownloadEvent event, String name, String contentType, Consumer<OutputStream> writing)
            throws IOException {
        Downloads downloads = event.getSession().getService().getInstantiator().getOrCreate(Downloads.class);
        Path file = downloads.written(writing);
        try {
            event.setFileName(name);
            event.setContentType(contentType);
            event.setContentLength(Files.size(file));
            Files.copy(file, event.getOutputStream());
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
