package learningmanager.upload;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import learningmanager.base.Code;
import learningmanager.base.ExpiryTime;
import learningmanager.base.ProgramRunId;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.RunStatus;
import learningmanager.invitation.SentInvitation;
import learningmanager.mail.DeliveryStatus;
import learningmanager.program.ProgramService;
import learningmanager.upload.csv.ReceiptWriter;
import org.springframework.stereotype.Component;

/** What became of each row that was sent. */
@Component
class Receipts {
    private record Codes(String program, String run) {
        static final Codes NONE = new Codes("", "");
    }

    private final InvitationService invitations;
    private final ProgramService programs;

    Receipts(InvitationService invitations, ProgramService programs) {
        this.invitations = invitations;
        this.programs = programs;
    }

    void write(
            Upload upload,
            OutputStream out,
            Function<RunStatus, String> statusWord,
            Function<DeliveryStatus, String> deliveryWord) {
        Map<ProgramRunId, Codes> codes = codes();
        try (ReceiptWriter writer = new ReceiptWriter(out)) {
            invitations.readEach(upload.id(), invitation -> {
                try {
                    writer.write(line(
                            invitation,
                            invitation.run().map(codes::get).orElse(Codes.NONE),
                            statusWord.apply(invitation.status()),
                            invitation.delivery().map(deliveryWord).orElse("")));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReceiptWriter.Line line(SentInvitation sent, Codes codes, String status, String delivery) {
        return new ReceiptWriter.Line(
                sent.externalLearnerId(),
                sent.email().orElse(""),
                codes.program(),
                codes.run(),
                new ExpiryTime(sent.expiresAt()),
                status,
                delivery,
                sent.mailSentAt().map(ExpiryTime::new));
    }

    private Map<ProgramRunId, Codes> codes() {
        Map<ProgramRunId, Codes> codes = new HashMap<>();
        programs.managed()
                .forEach(program -> program.runs()
                        .forEach(run ->
                                codes.put(run.id(), new Codes(text(program.codeIfSet()), text(run.codeIfSet())))));
        return codes;
    }

    private static String text(Optional<Code> code) {
        return code.map(Code::text).orElse("");
    }
}
