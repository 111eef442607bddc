package learningmanager.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import learningmanager.base.ProgramRunId;
import learningmanager.invitation.InvitationRequest;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.Sending;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;
import learningmanager.program.ProgramService;
import org.springframework.boot.test.context.TestComponent;

/** Sends invitations as the person signed in, for tests that start where some are there already. */
@TestComponent
public class Invite {
    private final ProgramService programs;
    private final InvitationService invitations;
    private final TestClock clock;

    Invite(ProgramService programs, InvitationService invitations, TestClock clock) {
        this.programs = programs;
        this.invitations = invitations;
        this.clock = clock;
    }

    /** Sends one that holds for a week; runs by their codes. */
    public Sending.Sent learner(String externalLearnerId, String email, String programTitle, String... runCodes) {
        Program program = program(programTitle);
        Instant expiry = clock.instant().plus(Duration.ofDays(7));
        return (Sending.Sent) invitations.send(new InvitationRequest(
                program.id(),
                Arrays.stream(runCodes).map(code -> run(program, code)).collect(Collectors.toSet()),
                externalLearnerId,
                email,
                Optional.of(expiry)));
    }

    public Program program(String title) {
        return programs.managed().stream()
                .filter(program -> program.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    public static ProgramRunId run(Program program, String code) {
        return program.runs().stream()
                .filter(run ->
                        run.codeIfSet().filter(set -> set.text().equals(code)).isPresent())
                .findFirst()
                .map(ProgramRun::id)
                .orElseThrow();
    }

    /** The address that the link of an invitation leads to, as {@link ViewTest#open} takes it. */
    public static String address(Sending.Sent sent) {
        String link = sent.link().orElseThrow();
        return link.substring(link.indexOf("accept/"));
    }
}
