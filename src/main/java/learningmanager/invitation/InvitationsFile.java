package learningmanager.invitation;

import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import learningmanager.base.CsvLines;
import learningmanager.base.CsvLines.Column;
import learningmanager.base.ExpiryTime;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;

/** A run's invitations as a CSV file. Times are UTC. */
final class InvitationsFile {
    private InvitationsFile() {}

    /** @param read gives each line to whom it is given */
    static void write(Program program, OutputStream out, Consumer<Consumer<SentInvitation>> read) {
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
            read.accept(row -> lines.write(cells(program, row)));
        }
    }

    private static String[] cells(Program program, SentInvitation row) {
        return new String[] {
            row.externalLearnerId(),
            row.email().orElse(""),
            row.run().flatMap(program::run).map(ProgramRun::name).orElse(""),
            new ExpiryTime(row.sentAt()).toString(),
            new ExpiryTime(row.expiresAt()).toString(),
            word(row.status()),
            row.delivery().map(InvitationsFile::word).orElse(""),
            row.mailSentAt().map(ExpiryTime::new).map(ExpiryTime::toString).orElse(""),
            Optional.of(row).flatMap(SentInvitation::answer).orElse("")
        };
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
