package learningmanager.upload;

/** How far an upload has come. */
public enum UploadState {
    /** Being read and checked. */
    CHECKING,
    /** Ended by its owner, or by a server going down, before the check was through. */
    STOPPED,
    /** Something went wrong in this program while the file was checked; the log has it under the upload's ID. */
    FAILED,
    /** Something is wrong with the file as such; none of its rows is taken. */
    REFUSED,
    /** A draft: all rows are checked and wait for review. */
    CHECKED,
    /** Its invitations exist. */
    SENT
}
