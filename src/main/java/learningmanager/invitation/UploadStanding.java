package learningmanager.invitation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.mail.DeliveryStatus;

/**
 * Where the invitations of an upload stand, as far as I manage their programs.
 *
 * @param invitations how many stand where. One for several runs is pending while one of them is, else accepted, declined or
 *     expired where one of them is
 * @param deliveries how many of their latest mails are how far
 * @param runs how many stand where, for each run of each program
 * @param notMine how many more are for programs that I don't manage any more
 */
public record UploadStanding(
        Map<RunStatus, Integer> invitations, Map<DeliveryStatus, Integer> deliveries, List<OfRun> runs, int notMine) {

    /** @param run none: the degree as such */
    public record OfRun(ProgramId program, Optional<ProgramRunId> run, Map<RunStatus, Integer> invitations) {}

    public int countOf(RunStatus status) {
        return Optional.ofNullable(invitations.get(status)).orElse(0);
    }

    /** Mails that did not arrive, may not have, or came back. */
    public int undelivered() {
        return countOf(DeliveryStatus.FAILED) + countOf(DeliveryStatus.BOUNCED);
    }

    public int countOf(DeliveryStatus status) {
        return Optional.ofNullable(deliveries.get(status)).orElse(0);
    }
}
