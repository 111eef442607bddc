package learningmanager.upload;

import learningmanager.upload.csv.Limits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What bounds uploads ({@code learning-manager.upload.*}).
 *
 * @param maxFileSize of one file
 * @param maxRows of data in one file
 * @param maxCellLength characters
 * @param maxColumns of the heading line
 * @param maxDrafts that one person may have waiting
 * @param checksAtOnce on this server; further ones wait their turn
 */
@ConfigurationProperties("learning-manager.upload")
public record UploadSettings(
        @DefaultValue("200MB") DataSize maxFileSize,
        @DefaultValue("1000000") int maxRows,
        @DefaultValue("2000") int maxCellLength,
        @DefaultValue("50") int maxColumns,
        @DefaultValue("20") int maxDrafts,
        @DefaultValue("2") int checksAtOnce) {

    private static final int KEPT_FILE_PROBLEMS = 100;

    Limits limits() {
        return new Limits(maxFileSize.toBytes(), maxRows, maxCellLength, maxColumns, KEPT_FILE_PROBLEMS);
    }
}
