package learningmanager.admin;

import java.time.LocalDate;
import java.util.Optional;
import learningmanager.audit.AuditAction;

/**
 * Which events of the audit log to show.
 *
 * @param search part of who did it, what it was done to and where, or what that was and became, in any case, or the whole address that
 *     it was done from; empty for all
 * @param orDeletedAccounts whether the search is for what accounts that are deleted are called, too
 * @param from the first day, in UTC
 * @param until the last day, in UTC
 */
public record AuditFilter(
        String search,
        boolean orDeletedAccounts,
        Optional<AuditAction> action,
        Optional<LocalDate> from,
        Optional<LocalDate> until) {
    public static final AuditFilter ALL =
            new AuditFilter("", false, Optional.empty(), Optional.empty(), Optional.empty());
}
