package learningmanager.upload;

import learningmanager.base.WrongSettingException;
import learningmanager.csv.Limits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What bounds uploads ({@code learning-manager.upload.*}).
 *
 * @param maxFileSize of one file
 * @param maxPastedLength characters of pasted rows
 * @param maxRows of data in one file
 * @param maxCellLength characters
 * @param maxColumns of the heading line
 * @param maxWorkbookExpansion how many times its size a workbook may unpack to; 16 MB at least
 * @param maxDrafts that one person may have waiting
 * @param checksAtOnce on this server; further ones wait their turn. As many uploads are sent at once
 * @param checksPerPerson under way or waiting their turn; further files are refused
 * @param maxWaitingChecks of all people's files on this server that wait their turn; further files are refused
 */
@ConfigurationProperties("learning-manager.upload")
public record UploadSettings(
        @DefaultValue("200MB") DataSize maxFileSize,
        @DefaultValue("1000000") int maxPastedLength,
        @DefaultValue("1000000") int maxRows,
        @DefaultValue("2000") int maxCellLength,
        @DefaultValue("50") int maxColumns,
        @DefaultValue("50") int maxWorkbookExpansion,
        @DefaultValue("20") int maxDrafts,
        @DefaultValue("2") int checksAtOnce,
        @DefaultValue("3") int checksPerPerson,
        @DefaultValue("100") int maxWaitingChecks) {

    private static final int KEPT_FILE_PROBLEMS = 100;

    /** As wide as the columns that cells are kept in. */
    private static final int WIDEST_CELL = 2_000;

    /** What the longest external learner ID takes. */
    private static final int NARROWEST_CELL = 100;

    private static final int NEEDED_COLUMNS = 5;

    public UploadSettings {
        require(
                DataSize.ofKilobytes(1).toBytes(),
                DataSize.ofGigabytes(10).toBytes(),
                "max-file-size (bytes)",
                maxFileSize.toBytes());
        require(1_000, 10_000_000, "max-pasted-length", maxPastedLength);
        require(1, 10_000_000, "max-rows", maxRows);
        require(NARROWEST_CELL, WIDEST_CELL, "max-cell-length", maxCellLength);
        require(NEEDED_COLUMNS, 500, "max-columns", maxColumns);
        require(2, 1_000, "max-workbook-expansion", maxWorkbookExpansion);
        require(1, 1_000, "max-drafts", maxDrafts);
        require(1, 64, "checks-at-once", checksAtOnce);
        require(1, 100, "checks-per-person", checksPerPerson);
        require(1, 1_000, "max-waiting-checks", maxWaitingChecks);
    }

    private static void require(long least, long most, String name, long value) {
        WrongSettingException.requireBetween(least, most, "learning-manager.upload." + name, value);
    }

    Limits limits() {
        return new Limits(
                maxFileSize.toBytes(), maxRows, maxCellLength, maxColumns, maxWorkbookExpansion, KEPT_FILE_PROBLEMS);
    }
}
