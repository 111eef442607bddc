package learningmanager.upload;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import learningmanager.base.AccountId;
import learningmanager.base.OrganisationId;
import learningmanager.base.UploadId;
import learningmanager.csv.FileFacts;
import learningmanager.csv.FileName;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.ReadOnlyProperty;
import org.springframework.data.annotation.Version;

/**
 * One CSV file on its way through check, review and sending; a draft until sent.
 *
 * @param no what its rows are kept under; assigned by the database
 * @param sheet the name of a workbook's sheet that was read
 * @param headings as they came, joined by {@link #SEPARATOR}
 * @param contentHash SHA-256 of the file's bytes, in hexadecimal
 * @param usualIdLength digits that nearly all learner IDs of the file had when it came; none where they have no such length
 * @param errorCount of its rows, or of the file as such where it was refused
 * @param touchedAt when somebody or the check last worked on it
 * @param sentRows how many of its rows were sent, those left out not counted; put down by the sending itself
 * @param replacesId the draft that this file was to take the place of, if of one; that may be gone by now
 */
public record Upload(
        @Id UploadId id,
        @ReadOnlyProperty long no,
        OrganisationId organisationId,
        AccountId ownerId,
        String fileName,
        UploadState state,
        @Nullable String encoding,
        boolean byteOrderMark,
        @Nullable String delimiter,
        @Nullable String sheet,
        @Nullable String headings,
        @Nullable String contentHash,
        @Nullable Integer usualIdLength,
        int rowCount,
        int errorCount,
        int errorRowCount,
        int warningCount,
        Instant createdAt,
        Instant touchedAt,
        @Nullable Instant sentAt,
        @Nullable Integer sentInvitations,
        @Nullable Integer sentMails,
        @ReadOnlyProperty @Nullable Integer sentRows,
        @Nullable UploadId replacesId,
        @Version long version) {
    /** Between parts of one column; no text of a file has it unharmed. */
    static final String SEPARATOR = "\u001F";

    /** @param replaced the draft whose place it is to take */
    static Upload begin(
            OrganisationId organisation, AccountId owner, String fileName, Optional<UploadId> replaced, Instant now) {
        return new Upload(
                UploadId.next(),
                0,
                organisation,
                owner,
                FileName.kept(fileName),
                UploadState.CHECKING,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                0,
                0,
                0,
                0,
                now,
                now,
                null,
                null,
                null,
                null,
                replaced.orElse(null),
                0);
    }

    /** What was found out about the file, once it could be read. */
    public Optional<FileFacts> facts() {
        return encoding == null || delimiter == null || headings == null
                ? Optional.empty()
                : Optional.of(new FileFacts(
                        encoding,
                        byteOrderMark,
                        delimiter.charAt(0),
                        Optional.ofNullable(sheet),
                        List.of(headings.split(SEPARATOR, -1))));
    }

    public boolean hasErrors() {
        return errorCount > 0;
    }

    /** Whether this is what the other was read as, and nobody has worked on it since. */
    boolean isUntouched(Upload now) {
        return version == now.version() && touchedAt.equals(now.touchedAt());
    }

    Upload stopped(Instant now) {
        return in(UploadState.STOPPED, now);
    }

    Upload failed(Instant now) {
        return in(UploadState.FAILED, now);
    }

    Upload refused(int count, Optional<FileFacts> facts, Instant now) {
        return with(UploadState.REFUSED, facts, 0, count, 0, 0, now);
    }

    Upload checked(FileFacts facts, int rows, Findings findings, Instant now) {
        return with(
                UploadState.CHECKED,
                Optional.of(facts),
                rows,
                findings.errors(),
                findings.errorRows(),
                findings.warnings(),
                now);
    }

    /**
     * @param hash of the file's bytes, SHA-256 in hexadecimal
     * @param usualIdLength digits of nearly all its learner IDs
     */
    Upload of(String hash, Optional<Integer> usualIdLength) {
        return new Upload(
                id,
                no,
                organisationId,
                ownerId,
                fileName,
                state,
                encoding,
                byteOrderMark,
                delimiter,
                sheet,
                headings,
                hash,
                usualIdLength.orElse(null),
                rowCount,
                errorCount,
                errorRowCount,
                warningCount,
                createdAt,
                touchedAt,
                sentAt,
                sentInvitations,
                sentMails,
                sentRows,
                replacesId,
                version);
    }

    Upload checkedAgain(Findings findings, Instant now) {
        return with(
                UploadState.CHECKED,
                facts(),
                rowCount,
                findings.errors(),
                findings.errorRows(),
                findings.warnings(),
                now);
    }

    Upload sent(int invitations, int mails, Instant now) {
        return new Upload(
                id,
                no,
                organisationId,
                ownerId,
                fileName,
                UploadState.SENT,
                encoding,
                byteOrderMark,
                delimiter,
                sheet,
                headings,
                contentHash,
                usualIdLength,
                rowCount,
                errorCount,
                errorRowCount,
                warningCount,
                createdAt,
                now,
                now,
                invitations,
                mails,
                sentRows,
                replacesId,
                version);
    }

    private Upload in(UploadState next, Instant now) {
        return with(next, facts(), rowCount, errorCount, errorRowCount, warningCount, now);
    }

    private Upload with(
            UploadState next,
            Optional<FileFacts> facts,
            int rows,
            int errors,
            int errorRows,
            int warnings,
            Instant now) {
        return new Upload(
                id,
                no,
                organisationId,
                ownerId,
                fileName,
                next,
                facts.map(FileFacts::encoding).orElse(null),
                facts.map(FileFacts::byteOrderMark).orElse(false),
                facts.map(known -> String.valueOf(known.delimiter())).orElse(null),
                facts.flatMap(FileFacts::sheet).orElse(null),
                facts.map(known -> String.join(SEPARATOR, known.headings())).orElse(null),
                contentHash,
                usualIdLength,
                rows,
                errors,
                errorRows,
                warnings,
                createdAt,
                now,
                sentAt,
                sentInvitations,
                sentMails,
                sentRows,
                replacesId,
                version);
    }
}
