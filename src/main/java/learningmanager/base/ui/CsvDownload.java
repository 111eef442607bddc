package learningmanager.base.ui;

import java.io.OutputStream;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** "Download CSV": a link that hands out a CSV file. */
public final class CsvDownload extends FileDownload {
    /** @param fileName asked for when somebody downloads it, as is {@code writing} */
    public CsvDownload(String text, Supplier<String> fileName, Consumer<OutputStream> writing) {
        super(text, fileName, "text/csv;charset=utf-8", writing);
    }

    /** The same, at the end of its toolbar. */
    public CsvDownload atEnd() {
        addClassName("end");
        return this;
    }
}
