package learningmanager.audit;

import java.util.List;
import java.util.Optional;
import learningmanager.base.AccountId;
import learningmanager.base.Id;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;

/**
 * Something that was done, to be put down in the audit log.
 *
 * @param subject the ID of what it was done to
 * @param name what that was called then: a learner ID, a file's name; cut at {@link #LONGEST_NAME}
 * @param by who did it; none: the system, or somebody not signed in
 * @param was what it was before, where something was replaced; cut at {@link #LONGEST_TEXT}
 * @param became what it is since; cut in the same way
 */
public record AuditEvent(
        AuditAction action,
        Id subject,
        String name,
        Optional<AccountId> by,
        Optional<OrganisationId> organisation,
        Optional<ProgramId> program,
        Optional<ProgramRunId> run,
        Optional<String> was,
        Optional<String> became) {
    static final int LONGEST_NAME = 255;
    static final int LONGEST_TEXT = 1000;

    /** Stands between the parts of a text that has several. */
    public static final String BETWEEN = " · ";

    /** Stands before the number of parts that there was no room for. */
    public static final String MORE = "+";

    public AuditEvent {
        name = cut(name, LONGEST_NAME);
        was = was.map(text -> cut(text, LONGEST_TEXT));
        became = became.map(text -> cut(text, LONGEST_TEXT));
    }

    public static AuditEvent of(AuditAction action, Id subject, String name) {
        return new AuditEvent(
                action,
                subject,
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public AuditEvent by(AccountId account) {
        return new AuditEvent(action, subject, name, Optional.of(account), organisation, program, run, was, became);
    }

    public AuditEvent in(OrganisationId where) {
        return new AuditEvent(action, subject, name, by, Optional.of(where), program, run, was, became);
    }

    public AuditEvent on(ProgramId where) {
        return new AuditEvent(action, subject, name, by, organisation, Optional.of(where), run, was, became);
    }

    public AuditEvent on(Optional<ProgramRunId> where) {
        return new AuditEvent(action, subject, name, by, organisation, program, where, was, became);
    }

    public AuditEvent was(String text) {
        return new AuditEvent(action, subject, name, by, organisation, program, run, Optional.of(text), became);
    }

    public AuditEvent became(String text) {
        return new AuditEvent(action, subject, name, by, organisation, program, run, was, Optional.of(text));
    }

    /** All of these, with a dot between; of more than there is room for, how many more: {@code A · B · +3}. */
    public AuditEvent becameEach(List<String> texts) {
        String all = String.join(BETWEEN, texts);
        int fitting = texts.size();
        while (all.length() > LONGEST_TEXT && fitting > 1) {
            fitting--;
            all = String.join(BETWEEN, texts.subList(0, fitting)) + BETWEEN + MORE + (texts.size() - fitting);
        }
        return became(all);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
