package learningmanager.program;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import learningmanager.base.Code;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.Title;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.MappedCollection;

/**
 * A microcredential or a degree, with its runs.
 *
 * @param runs in the order they are shown: as they start, then by name
 * @param code unique in its organisation once set
 * @param archivedAt since when it is offered for nothing new; what was sent and who is enrolled stay
 */
public record Program(
        @Id ProgramId id,
        OrganisationId organisationId,
        String title,
        ProgramKind kind,
        @Nullable Code code,
        @MappedCollection(idColumn = "program_id") Set<ProgramRun> runs,
        @Nullable Instant archivedAt,
        @Version long version) {
    private static final Comparator<ProgramRun> IN_ORDER = Comparator.comparing(ProgramRun::startsOn)
            .thenComparing(ProgramRun::name)
            .thenComparing(ProgramRun::id, Comparator.comparing(ProgramRunId::value));

    public Program {
        runs = Collections.unmodifiableSet(
                new LinkedHashSet<>(runs.stream().sorted(IN_ORDER).toList()));
    }

    /** One that is new, as the database has it: without runs. */
    static Program added(ProgramId id, OrganisationId organisation, Title title, ProgramKind kind, Code code) {
        return new Program(id, organisation, title.text(), kind, code, Set.of(), null, 1);
    }

    public Optional<Code> codeIfSet() {
        return Optional.ofNullable(code);
    }

    /** Whether the text, outer blanks aside, is part of its title or code, in any case. */
    public boolean isCalled(String text) {
        return isCalled(text, title, codeIfSet());
    }

    static boolean isCalled(String text, String name, Optional<Code> code) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return Stream.concat(Stream.of(name), code.map(Code::text).stream())
                .anyMatch(called -> called.toLowerCase(Locale.ROOT).contains(wanted));
    }

    public boolean isArchived() {
        return archivedAt != null;
    }

    public boolean isDegree() {
        return kind == ProgramKind.DEGREE;
    }

    public List<ProgramRun> runsInOrder() {
        return List.copyOf(runs);
    }

    /** The program as new invitations see it: without the runs that are archived. */
    public Program offered() {
        Set<ProgramRun> offered =
                runs.stream().filter(run -> !run.isArchived()).collect(Collectors.toUnmodifiableSet());
        return new Program(id, organisationId, title, kind, code, offered, archivedAt, version);
    }

    public Optional<ProgramRun> run(ProgramRunId id) {
        return runs.stream().filter(run -> run.id().equals(id)).findFirst();
    }
}
