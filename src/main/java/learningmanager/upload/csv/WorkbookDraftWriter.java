package learningmanager.upload.csv;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.UnaryOperator;
import learningmanager.base.FormulaSafe;
import learningmanager.csv.FileColumns;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A workbook with one sheet, each cell of it a text: what looks like a number, a date or a formula stays as it is. */
final class WorkbookDraftWriter implements DraftFileWriter {
    private static final int ROWS_AT_ONCE = 500;
    private static final String TEXT = "@";
    private static final int WIDE = 80;
    private static final int USUAL = 24;

    private final Workbook workbook;
    private final Worksheet sheet;
    private final Columns columns;
    private final List<Column> ours;
    private int rows;

    WorkbookDraftWriter(OutputStream out, String sheetName, Columns columns) throws IOException {
        this.columns = columns;
        this.ours = columns.ours();
        workbook = new Workbook(out, "Learning Manager", null);
        sheet = workbook.newWorksheet(sheetName);
        List<String> headings = columns.headings();
        for (int at = 0; at < headings.size(); at++) {
            sheet.inlineString(0, at, headings.get(at));
            sheet.style(0, at).bold().format(TEXT).set();
            sheet.width(at, headings.get(at).equals(FileColumns.PROBLEMS) ? WIDE : USUAL);
        }
        sheet.freezePane(0, 1);
    }

    @Override
    public void write(Row row, List<String> problemMessages) throws IOException {
        rows++;
        int at = 0;
        for (Column column : ours) {
            text(at++, FormulaSafe.kept(row.cell(column)));
        }
        for (String more : columns.more(row, problemMessages, UnaryOperator.identity())) {
            text(at++, more);
        }
        if (rows % ROWS_AT_ONCE == 0) {
            sheet.flush();
        }
    }

    private void text(int at, String text) {
        sheet.inlineString(rows, at, text);
        sheet.style(rows, at).format(TEXT).set();
    }

    /** Closes the stream that it writes to. */
    @Override
    public void close() throws IOException {
        workbook.close();
    }
}
