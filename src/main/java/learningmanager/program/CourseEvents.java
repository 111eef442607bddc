package learningmanager.program;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import learningmanager.audit.AuditAction;
import learningmanager.audit.AuditEvent;
import learningmanager.audit.AuditLog;
import learningmanager.base.AccountId;
import learningmanager.security.Permissions;
import org.springframework.stereotype.Component;

/** Puts down in the audit log what was done to programs and runs, by whoever is signed in. */
@Component
class CourseEvents {
    private final AuditLog log;
    private final Permissions permissions;

    CourseEvents(AuditLog log, Permissions permissions) {
        this.log = log;
        this.permissions = permissions;
    }

    void record(AuditAction action, Optional<Program> was, Program now) {
        AuditEvent event = event(action, now, permissions.me().id());
        log.record(was.map(before -> event.was(inWords(before))).orElse(event));
    }

    void record(AuditAction action, Program program, Optional<ProgramRun> was, ProgramRun now) {
        AuditEvent event = event(action, program, now, permissions.me().id());
        log.record(was.map(before -> event.was(inWords(before))).orElse(event));
    }

    void recordAdded(List<Program> programs, List<CourseRepository.NewRun> runs) {
        AccountId me = permissions.me().id();
        log.recordAll(Stream.concat(
                        programs.stream().map(program -> event(AuditAction.PROGRAM_ADDED, program, me)),
                        runs.stream().map(one -> event(AuditAction.RUN_ADDED_TO_PROGRAM, one.program(), one.run(), me)))
                .toList());
    }

    private static AuditEvent event(AuditAction action, Program program, AccountId by) {
        return AuditEvent.of(action, program.id(), program.title())
                .by(by)
                .in(program.organisationId())
                .on(program.id())
                .became(inWords(program));
    }

    private static AuditEvent event(AuditAction action, Program program, ProgramRun run, AccountId by) {
        return AuditEvent.of(action, run.id(), run.name())
                .by(by)
                .in(program.organisationId())
                .on(program.id())
                .on(Optional.of(run.id()))
                .became(inWords(run));
    }

    private static String inWords(Program program) {
        ProgramFacts facts = ProgramFacts.of(program);
        return String.join(" · ", facts.title(), facts.kind().name(), facts.code());
    }

    private static String inWords(ProgramRun run) {
        return String.join(
                " · ",
                run.name(),
                run.startsOn() + "/" + run.endsOn(),
                run.open() ? "open" : "closed",
                RunFacts.of(run).code());
    }
}
