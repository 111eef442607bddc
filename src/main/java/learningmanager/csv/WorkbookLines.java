package learningmanager.csv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** The rows of an .xlsx workbook's first sheet that is not hidden, as far as they have cells; their line is the sheet's row number. */
final class WorkbookLines implements FileLines {
    private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, true);

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private final WorkbookCells cellTexts;
    private final FileFacts facts;
    private final Limits limits;
    private final FileProblems problems;

    private List<String> cells = List.of();
    private int line;

    private WorkbookLines(ReadableWorkbook workbook, Limits limits, FileProblems problems) throws IOException {
        this.workbook = workbook;
        this.limits = limits;
        this.problems = problems;
        Sheet sheet = workbook.getSheets()
                .filter(each -> each.getVisibility() == SheetVisibility.VISIBLE)
                .findFirst()
                .orElseGet(workbook::getFirstSheet);
        this.facts = FileFacts.ofSheet(sheet.getName(), List.of());
        this.cellTexts = new WorkbookCells(workbook.isDate1904());
        this.stream = sheet.openStream();
        this.rows = stream.iterator();
    }

    /**
     * Opens a workbook that {@link WorkbookGuard} has let through.
     *
     * @throws UnreadableWorkbookException where it is damaged, or no workbook after all
     */
    static WorkbookLines of(Path file, Limits limits, FileProblems problems) {
        try {
            ReadableWorkbook workbook = open(file);
            try {
                return new WorkbookLines(workbook, limits, problems);
            } catch (IOException | RuntimeException broken) {
                workbook.close();
                throw broken;
            }
        } catch (IOException | RuntimeException broken) {
            throw new UnreadableWorkbookException(broken);
        }
    }

    private static ReadableWorkbook open(Path file) throws IOException {
        try {
            return new ReadableWorkbook(file.toFile(), WITH_FORMATS);
        } catch (ExcelReaderException withoutStyles) {
            // A program may write a workbook without a part for styles; then no cell has a format.
            return new ReadableWorkbook(file.toFile());
        }
    }

    @Override
    public boolean next() {
        try {
            if (!rows.hasNext()) {
                return false;
            }
            Row row = rows.next();
            // A row may come without its number.
            line = Math.max(row.getRowNum(), line + 1);
            cells = cells(row);
            return true;
        } catch (RuntimeException broken) {
            throw new UnreadableWorkbookException(broken);
        }
    }

    private List<String> cells(Row row) {
        int last = Math.min(row.getCellCount(), limits.columns() + 1);
        List<String> texts = new ArrayList<>(last);
        for (int at = 0; at < last; at++) {
            texts.add(row.hasCell(at) ? bounded(cellTexts.text(row.getCell(at))) : "");
        }
        while (!texts.isEmpty() && texts.getLast().isEmpty()) {
            texts.removeLast();
        }
        return texts;
    }

    private String bounded(String text) {
        int apostrophe = text.startsWith("'") ? 1 : 0;
        if (text.length() <= limits.cellLength() + apostrophe) {
            return text;
        }
        problems.add(FileProblem.tooLong(line, text.length(), limits));
        return text.substring(0, limits.cellLength());
    }

    @Override
    public int line() {
        return line;
    }

    @Override
    public int size() {
        return cells.size();
    }

    @Override
    public String cell(int at) {
        return at < cells.size() ? cells.get(at) : "";
    }

    /** A sheet has no end of a line: empty cells there are none too few. */
    @Override
    public int wrongCount(int headings) {
        return cells.size() > headings ? cells.size() : NOT_WRONG;
    }

    @Override
    public FileFacts facts() {
        return facts;
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }

    /** It is damaged, or written in a way that is not understood. */
    static final class UnreadableWorkbookException extends RuntimeException {
        UnreadableWorkbookException(Exception cause) {
            super(cause);
        }
    }
}
