package learningmanager.program;

import java.util.Optional;
import learningmanager.audit.AuditAction;
import learningmanager.audit.AuditEvent;
import learningmanager.audit.AuditLog;
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

    void record(AuditAction action, Program program, Optional<Program> was, Program now) {
        AuditEvent event = AuditEvent.of(action, program.id(), program.title())
                .by(permissions.me().id())
                .in(program.organisationId())
                .on(program.id())
                .became(inWords(now));
        log.record(was.map(before -> event.was(inWords(before))).orElse(event));
    }

    void record(AuditAction action, Program program, Optional<ProgramRun> was, ProgramRun now) {
        AuditEvent event = AuditEvent.of(action, now.id(), now.name())
                .by(permissions.me().id())
                .in(program.organisationId())
                .on(program.id())
                .on(Optional.of(now.id()))
                .became(inWords(now));
        log.record(was.map(before -> event.was(inWords(before))).orElse(event));
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
