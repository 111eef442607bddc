package learningmanager.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import learningmanager.base.InvitationId;
import learningmanager.base.ProgramRunId;
import learningmanager.invitation.Acceptance;
import learningmanager.invitation.AcceptanceService;
import learningmanager.invitation.Correction;
import learningmanager.invitation.CorrectionService;
import learningmanager.invitation.Invitation.Cancellation;
import learningmanager.invitation.InvitationRequest;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.Selection;
import learningmanager.invitation.Sending;
import learningmanager.invitation.SentInvitation;
import learningmanager.program.Program;
import learningmanager.program.ProgramService;
import learningmanager.program.RunScope;
import org.springframework.context.ApplicationContext;

/**
 * What somebody does on a {@link Node}, told by a line on its standard input: a number, the person's e-mail address, what they do and to
 * what, with tabs between. Answered by a line {@code did}, the number, and in one word what they are told.
 */
final class Deeds {
    static final String DID = "did\t";

    private static final String PROGRAM = "Data Analytics";
    private static final String RUN = "DATA-ANALYTICS-2";

    private final InvitationService invitations;
    private final CorrectionService corrections;
    private final AcceptanceService acceptances;
    private final ProgramService programs;

    Deeds(ApplicationContext context) {
        invitations = context.getBean(InvitationService.class);
        corrections = context.getBean(CorrectionService.class);
        acceptances = context.getBean(AcceptanceService.class);
        programs = context.getBean(ProgramService.class);
        SignIn.among(context);
    }

    /** Each on a thread of its own. */
    void begin(String line) {
        List<String> words = List.of(line.split("\t"));
        Thread.ofVirtual().start(() -> {
            String answer;
            try {
                SignIn.as(words.get(1));
                answer = act(words.get(2), words.subList(3, words.size()));
            } catch (RuntimeException failed) {
                answer = failed.toString().lines().findFirst().orElse("failed");
            }
            System.out.println(DID + words.getFirst() + "\t" + answer);
        });
    }

    private String act(String deed, List<String> to) {
        return switch (deed) {
            case "invite" -> invite(to.get(0), to.get(1), Instant.parse(to.get(2)));
            case "accept" -> told(acceptances.accept(to.getFirst()));
            case "cancel" -> told(invitations.cancel(invitation(to), run().value()));
            case "extend" ->
                told(corrections
                        .extend(scope(), line(to), Optional.of(Instant.parse(to.get(1))))
                        .orThrow());
            case "resend" -> told(corrections.resend(scope(), line(to)));
            default -> throw new IllegalArgumentException(deed);
        };
    }

    /** Its ID and its link's token. */
    private String invite(String learner, String email, Instant expiry) {
        Sending sending = invitations.send(
                new InvitationRequest(program().id(), Set.of(run()), learner, email, Optional.of(expiry)));
        if (!(sending instanceof Sending.Sent sent)) {
            throw new IllegalStateException(sending.toString());
        }
        String link = sent.link().orElseThrow();
        return sent.invitation() + " " + link.substring(link.lastIndexOf('/') + 1);
    }

    private static String told(Acceptance acceptance) {
        return switch (acceptance) {
            case Acceptance.Accepted accepted -> "done";
            case Acceptance.NotOpen(var offer) -> offer.getClass().getSimpleName();
        };
    }

    private static String told(Cancellation cancellation) {
        return cancellation instanceof Cancellation.NotPending(var status) ? status.name() : "done";
    }

    private static String told(Correction correction) {
        return correction.done() == 1
                ? "done"
                : correction.some().getFirst().why().name();
    }

    private Program program() {
        return programs.managed().stream()
                .filter(program -> program.title().equals(PROGRAM))
                .findFirst()
                .orElseThrow();
    }

    private ProgramRunId run() {
        return Invite.run(program(), RUN);
    }

    private RunScope scope() {
        return RunScope.of(program().id(), run());
    }

    private Selection line(List<String> to) {
        return new Selection.Lines(List.of(new SentInvitation.Key(invitation(to), run().value())));
    }

    private static InvitationId invitation(List<String> to) {
        return new InvitationId(UUID.fromString(to.getFirst()));
    }

    /** So far ahead, as a file and a form have it: to the second. */
    static Instant in(Duration time) {
        return Instant.now().plus(time).truncatedTo(ChronoUnit.SECONDS);
    }
}
