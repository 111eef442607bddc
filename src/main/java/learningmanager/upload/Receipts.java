package learningmanager.upload;

import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import learningmanager.base.Code;
import learningmanager.base.CsvLines;
import learningmanager.base.ExpiryTime;
import learningmanager.base.ProgramRunId;
import learningmanager.invitation.SentInvitationService;
import learningmanager.program.ProgramService;
import learningmanager.upload.csv.Column;
import org.springframework.stereotype.Component;

/** What became of each row that was sent. */
@Component
class Receipts {
    private record Codes(String program, String run) {
        static final Codes NONE = new Codes("", "");
    }

    private static final CsvLines.Column[] COLUMNS = Stream.concat(
                    Stream.of(Column.values())
                            .map(column -> new CsvLines.Column(column.heading(), column == Column.EXPIRY_TIME)),
                    Stream.of(
                            CsvLines.Column.text("status"),
                            CsvLines.Column.text("delivery"),
                            CsvLines.Column.figure("sent_utc")))
            .toArray(CsvLines.Column[]::new);

    private final SentInvitationService invitations;
    private final ProgramService programs;

    Receipts(SentInvitationService invitations, ProgramService programs) {
        this.invitations = invitations;
        this.programs = programs;
    }

    /** The five columns of an upload, then what became of each invitation. */
    void write(Upload upload, OutputStream out, Function<Enum<?>, String> words) {
        Map<ProgramRunId, Codes> codes = codes();
        try (CsvLines lines = new CsvLines(out, COLUMNS)) {
            invitations.readEach(upload.id(), sent -> {
                Codes of = sent.run().map(codes::get).orElse(Codes.NONE);
                lines.write(
                        sent.externalLearnerId(),
                        sent.email().orElse(""),
                        of.program(),
                        of.run(),
                        new ExpiryTime(sent.expiresAt()).toString(),
                        words.apply(sent.status()),
                        sent.delivery().map(words).orElse(""),
                        sent.mailSentAt()
                                .map(at -> new ExpiryTime(at).toString())
                                .orElse(""));
            });
        }
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
