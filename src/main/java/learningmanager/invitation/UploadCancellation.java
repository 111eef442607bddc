package learningmanager.invitation;

/**
 * What came of cancelling all that was pending of an upload, in invitations.
 *
 * @param canceled by this
 * @param canceledBefore and the others: decided or expired before, and left as they are
 * @param notMine of programs that I don't manage any more, and left as they are
 */
public record UploadCancellation(
        int canceled, int canceledBefore, int accepted, int declined, int expired, int notMine) {
    static UploadCancellation of(int canceled, UploadStanding after) {
        return new UploadCancellation(
                canceled,
                after.countOf(RunStatus.CANCELED) - canceled,
                after.countOf(RunStatus.ACCEPTED),
                after.countOf(RunStatus.DECLINED),
                after.countOf(RunStatus.EXPIRED),
                after.notMine());
    }
}
