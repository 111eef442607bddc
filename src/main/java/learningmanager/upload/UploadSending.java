package learningmanager.upload;

/** What came of sending a draft's invitations. */
public sealed interface UploadSending {
    /** All of them exist, now or since an earlier press. */
    record Sent(int invitations, int mails) implements UploadSending {}

    /** Something happened since the review; nothing was sent, and the draft says what is wrong. */
    record ErrorsFound(int errors) implements UploadSending {}
}
