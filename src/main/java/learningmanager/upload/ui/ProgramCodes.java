package learningmanager.upload.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import learningmanager.base.Code;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;
import learningmanager.program.ui.CourseCreatorNavigation;
import learningmanager.program.ui.ProgramSearch;
import learningmanager.security.Reach;

/** The codes of programs and their runs, to copy: of very many the first, and a search for the others. */
final class ProgramCodes extends Div {
    /** A browser takes seconds for a thousand programs with their buttons. */
    private static final int MOST = 25;

    private final transient List<Program> programs;
    private final transient Reach reach;
    private final ProgramSearch search = new ProgramSearch(getTranslation("bulk.template.search"), this::show);
    private final Div cards = new Div();

    /** @param reach of who reads it */
    ProgramCodes(List<Program> programs, Reach reach) {
        this.programs = programs;
        this.reach = reach;
        search.addClassName("program-search");
        search.offerAmong(programs.size());
        add(search, cards);
        show();
    }

    private void show() {
        String text = search.getValue();
        List<Program> found = programs.stream()
                .filter(program ->
                        program.isCalled(text) || program.runs().stream().anyMatch(run -> run.isCalled(text)))
                .toList();
        cards.removeAll();
        found.stream().limit(MOST).map(this::codesOf).forEach(cards::add);
        if (found.isEmpty() && !programs.isEmpty()) {
            cards.add(search.noneFound());
        } else if (found.size() > MOST) {
            cards.add(new Paragraph(getTranslation("program.more", found.size() - MOST)));
        }
    }

    private Div codesOf(Program program) {
        Div codes = new Div();
        codes.addClassNames("card", "codes");
        codes.add(line(
                program.title(),
                "card-title",
                program.codeIfSet(),
                () -> missing(program, "bulk.template.no-program-code", CourseCreatorNavigation.codeOf(program.id()))));
        for (ProgramRun run : program.runsInOrder()) {
            codes.add(line(
                    run.name(),
                    "soft",
                    run.codeIfSet(),
                    () -> missing(
                            program,
                            "bulk.template.no-run-code",
                            CourseCreatorNavigation.codeOf(program.id(), run.id()))));
        }
        return codes;
    }

    private static Div line(String name, String look, Optional<Code> code, Supplier<Component> missing) {
        Span named = new Span(name);
        named.addClassName(look);
        Div line = new Div(
                named, code.<Component>map(set -> new CopyCode(set.text())).orElseGet(missing));
        line.addClassName("toolbar");
        return line;
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
