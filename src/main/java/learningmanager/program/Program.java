package learningmanager.program;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import learningmanager.base.Code;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.MappedCollection;

/**
 * A microcredential or a degree, with its runs.
 *
 * @param code unique in its organisation once set
 */
public record Program(
        @Id ProgramId id,
        OrganisationId organisationId,
        String title,
        ProgramKind kind,
        @Nullable Code code,
        @MappedCollection(idColumn = "program_id") Set<ProgramRun> runs,
        @Version long version) {

    public Optional<Code> codeIfSet() {
        return Optional.ofNullable(code);
    }

    /** Whether the text, outer blanks aside, is part of its title or code, in any case. */
    public boolean isCalled(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return Stream.of(title, codeIfSet().map(Code::text).orElse(""))
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(wanted));
    }

    public boolean isDegree() {
        return kind == ProgramKind.DEGREE;
    }

    /** The runs in the order they are shown: as they start, then by name. */
    public List<ProgramRun> runsInOrder() {
        return runs.stream()
                .sorted(Comparator.comparing(ProgramRun::startsOn).thenComparing(ProgramRun::name))
                .toList();
    }

    public Optional<ProgramRun> run(ProgramRunId id) {
        return runs.stream().filter(run -> run.id().equals(id)).findFirst();
    }
}
