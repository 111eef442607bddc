package learningmanager.invitation.ui;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import learningmanager.base.Code;
import learningmanager.base.ProgramRunId;
import learningmanager.base.ui.StatusChip;
import learningmanager.base.ui.Tone;
import learningmanager.invitation.Holding;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;
import learningmanager.program.ui.ProgramTexts;

/** Chooses runs of a program, by name or code; those that the learner holds already are marked. */
final class RunsField extends MultiSelectComboBox<ProgramRun> {
    /** What is wrong with the runs for one learner, and may be right for the next. */
    static final Set<String> PROBLEMS_OF_THE_LEARNER =
            Set.of("runs.enrolled", "runs.pending", "runs.program-enrolled", "runs.program-pending");

    private Map<UUID, Holding> held = Map.of();
    private boolean exactlyOne;

    RunsField() {
        setLabel(getTranslation("invite.form.runs"));
        setItemLabelGenerator(ProgramRun::name);
        setRenderer(new ComponentRenderer<>(this::line));
        addValueChangeListener(change -> keepOne(change.getOldValue(), change.getValue()));
        choicesOf(Optional.empty());
    }

    /** Offers the program's runs; none chosen yet. */
    void choicesOf(Optional<Program> program) {
        exactlyOne = program.filter(chosen -> !chosen.isDegree()).isPresent();
        held = Map.of();
        clear();
        setItems(RunsField::isSearched, program.map(Program::runsInOrder).orElse(List.of()));
        setEnabled(program.isPresent());
    }

    /** Marks what the learner holds. */
    void mark(Map<UUID, Holding> byPlace) {
        held = byPlace;
        getDataProvider().refreshAll();
    }

    void choose(Set<ProgramRunId> runs) {
        setValue(getListDataView()
                .getItems()
                .filter(run -> runs.contains(run.id()))
                .collect(Collectors.toSet()));
    }

    Set<ProgramRunId> chosen() {
        return getValue().stream().map(ProgramRun::id).collect(Collectors.toSet());
    }

    /** A second run of a microcredential takes the first one's place. */
    private void keepOne(Set<ProgramRun> before, Set<ProgramRun> now) {
        if (exactlyOne && now.size() > 1) {
            Set<ProgramRun> added = new HashSet<>(now);
            added.removeAll(before);
            setValue(Set.of((added.isEmpty() ? now : added).iterator().next()));
        }
    }

    private static boolean isSearched(ProgramRun run, String wanted) {
        String text = wanted.toLowerCase(Locale.ROOT);
        return Stream.of(run.name(), run.codeIfSet().map(Code::text).orElse(""))
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(text));
    }

    private Div line(ProgramRun run) {
        Span about = new Span(Stream.of(
                        run.codeIfSet().map(Code::text).orElse(""),
                        ProgramTexts.dates(run),
                        ProgramTexts.state(this, run))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · ")));
        about.addClassName("card-meta");
        Div line = new Div(new Span(run.name()), about);
        line.addClassName("run-choice");
        Optional.ofNullable(held.get(run.id().value())).ifPresent(holding -> line.add(chip(holding)));
        return line;
    }

    private StatusChip chip(Holding holding) {
        return switch (holding) {
            case ENROLLED -> new StatusChip(Tone.GOOD, "✓", getTranslation("invite.form.already-enrolled"));
            case PENDING -> new StatusChip(Tone.PENDING, "◷", getTranslation("invite.form.already-pending"));
        };
    }
}
