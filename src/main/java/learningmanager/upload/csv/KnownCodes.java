package learningmanager.upload.csv;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import learningmanager.base.Code;
import learningmanager.base.EmailDomain;

/**
 * The codes that a manager may invite to, as they are when a check begins. Nothing else is ever named in a message, so that
 * a file cannot be used to find out what others have.
 */
public final class KnownCodes {
    private final Map<String, Program> programs = new HashMap<>();
    private final Map<String, List<KnownProgram>> programsByRun = new HashMap<>();

    private final Optional<EmailDomain> usualDomain;

    private KnownCodes(List<KnownProgram> known, Optional<EmailDomain> usualDomain) {
        this.usualDomain = usualDomain;
        for (KnownProgram program : known) {
            Map<String, KnownRun> runs = new HashMap<>();
            for (KnownRun run : program.runs()) {
                runs.putIfAbsent(run.code().key(), run);
                programsByRun
                        .computeIfAbsent(run.code().key(), key -> new ArrayList<>())
                        .add(program);
            }
            programs.putIfAbsent(program.code().key(), new Program(program, runs));
        }
    }

    /** @param usualDomain what the organisation's learners' addresses usually end in */
    public static KnownCodes of(List<KnownProgram> programs, Optional<EmailDomain> usualDomain) {
        return new KnownCodes(programs, usualDomain);
    }

    Optional<EmailDomain> usualDomain() {
        return usualDomain;
    }

    Optional<KnownProgram> program(String text) {
        return Optional.ofNullable(programs.get(Code.keyOf(text))).map(Program::known);
    }

    Optional<KnownRun> run(KnownProgram program, String text) {
        return Optional.ofNullable(programs.get(program.code().key()))
                .map(known -> known.runs().get(Code.keyOf(text)));
    }

    /** The programs that have a run of this code. */
    List<KnownProgram> programsWithRun(String text) {
        return programsByRun.getOrDefault(Code.keyOf(text), List.of());
    }

    Collection<String> programCodes() {
        return programs.values().stream()
                .map(program -> program.known().code().text())
                .toList();
    }

    private record Program(KnownProgram known, Map<String, KnownRun> runs) {}
}
