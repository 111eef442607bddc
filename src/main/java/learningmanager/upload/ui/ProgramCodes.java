package learningmanager.upload.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import learningmanager.base.ui.EmptyState;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;
import learningmanager.program.ui.CourseCreatorNavigation;
import learningmanager.security.Reach;

/** The codes of programs and their runs, to copy: of very many the first, and a search for the others. */
final class ProgramCodes extends Div {
    /** From how many on they are searched rather than looked through, as on the home page. */
    private static final int FEW = 12;

    /** A browser takes seconds for a thousand programs with their buttons. */
    private static final int MOST = 25;

    private final transient List<Program> programs;
    private final transient Reach reach;
    private final Div cards = new Div();

    /** @param reach of who reads it */
    ProgramCodes(List<Program> programs, Reach reach) {
        this.programs = programs;
        this.reach = reach;
        TextField search = new TextField();
        search.setPlaceholder(getTranslation("bulk.template.search"));
        search.setAriaLabel(getTranslation("bulk.template.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> show(change.getValue()));
        search.addClassName("program-search");
        search.setVisible(programs.size() > FEW);
        add(search, cards);
        show("");
    }

    private void show(String text) {
        List<Program> found = programs.stream()
                .filter(program ->
                        program.isCalled(text) || program.runs().stream().anyMatch(run -> run.isCalled(text)))
                .toList();
        cards.removeAll();
        found.stream().limit(MOST).map(this::codesOf).forEach(cards::add);
        if (found.isEmpty() && !programs.isEmpty()) {
            cards.add(new EmptyState(getTranslation("home.none-found"), getTranslation("home.none-found.text")));
        } else if (found.size() > MOST) {
            cards.add(new Paragraph(getTranslation("program.more", found.size() - MOST)));
        }
    }

    private Div codesOf(Program program) {
        Div codes = new Div();
        codes.addClassNames("card", "codes");
        Span title = new Span(program.title());
        title.addClassName("card-title");
        Div heading = new Div(
                title,
                program.codeIfSet()
                        .map(code -> new CopyCode(code.text()))
                        .map(Component.class::cast)
                        .orElseGet(() -> missing(
                                program,
                                "bulk.template.no-program-code",
                                CourseCreatorNavigation.codeOf(program.id()))));
        heading.addClassName("toolbar");
        codes.add(heading);
        for (ProgramRun run : program.runsInOrder()) {
            Span name = new Span(run.name());
            name.addClassName("soft");
            Div line = new Div(
                    name,
                    run.codeIfSet()
                            .map(code -> new CopyCode(code.text()))
                            .map(Component.class::cast)
                            .orElseGet(() -> missing(
                                    program,
                                    "bulk.template.no-run-code",
                                    CourseCreatorNavigation.codeOf(program.id(), run.id()))));
            line.addClassName("toolbar");
            codes.add(line);
        }
        return codes;
    }

    /** For who may set it, with a way straight to the field. */
    private Component missing(Program program, String key, String field) {
        if (reach.courses().contains(program.organisationId())) {
            return new Anchor(field, getTranslation("bulk.template.set-code"));
        }
        Span missing = new Span(getTranslation(key));
        missing.addClassName("code-missing");
        return missing;
    }
}
