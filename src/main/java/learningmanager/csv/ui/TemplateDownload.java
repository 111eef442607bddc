package learningmanager.csv.ui;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import learningmanager.base.ui.FileDownload;
import learningmanager.csv.FileColumns;

/** "Download the CSV template". */
public final class TemplateDownload extends FileDownload {
    public TemplateDownload(String text, String fileName, FileColumns columns) {
        super(text, () -> fileName, "text/csv;charset=utf-8", out -> write(columns.template(), out));
    }

    private static void write(byte[] template, OutputStream out) {
        try {
            out.write(template);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
