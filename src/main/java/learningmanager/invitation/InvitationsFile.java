package learningmanager.invitation;

import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import learningmanager.base.CsvLines;
import learningmanager.base.CsvLines.Column;
import learningmanager.base.ExpiryTime;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;

/** A run's invitations as a CSV file. Times are UTC. */
final class InvitationsFile {
    private InvitationsFile() {}

    /**
     * @param words how a status and a delivery are written
     * @param read gives each line to whom it is given
     */
    static void write(
            Program program,
            OutputStream out,
            Function<Enum<?>, String> words,
            Consumer<Consumer<SentInvitation>> read) {
        try (CsvLines lines = new CsvLines(
                out,
                Column.text("learner_id"),
                Column.text("email"),
                Column.text("run"),
                Column.figure("sent"),
                Column.figure("expires"),
                Column.text("status"),
                Column.text("delivery"),
                Column.figure("delivered"),
                Column.text("answer"))) {
            read.accept(row -> lines.write(cells(program, row, words)));
        }
    }

    private static String[] cells(Program program, SentInvitation row, Function<Enum<?>, String> words) {
        return new String[] {
            row.externalLearnerId(),
            row.email().orElse(""),
            row.run().flatMap(program::run).map(ProgramRun::name).orElse(""),
            new ExpiryTime(row.sentAt()).toString(),
            new ExpiryTime(row.expiresAt()).toString(),
            words.apply(row.status()),
            row.delivery().map(words::apply).orElse(""),
            row.mailSentAt().map(ExpiryTime::new).map(ExpiryTime::toString).orElse(""),
            Optional.of(row).flatMap(SentInvitation::answer).orElse("")
        };
    }
}
