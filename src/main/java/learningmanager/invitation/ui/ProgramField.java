package learningmanager.invitation.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import learningmanager.program.Program;
import learningmanager.program.ui.ProgramTexts;

/** Chooses one of some programs, by title or code. */
final class ProgramField extends ComboBox<Program> {
    /** @param shown what stands in the field for a program */
    ProgramField(String label, List<Program> programs, Function<Program, String> shown) {
        super(label);
        setItems(Program::isCalled, programs);
        setItemLabelGenerator(shown::apply);
        setRenderer(new ComponentRenderer<>(program -> line(program, shown.apply(program))));
        setRequiredIndicatorVisible(true);
        addClassName("full");
    }

    /** Offers these from now on. What is chosen stays if it is among them; else that is told. */
    void offer(List<Program> programs) {
        Optional<Program> chosen = getOptionalValue();
        clear();
        setItems(Program::isCalled, programs);
        chosen.ifPresent(before -> programs.stream()
                .filter(program -> program.id().equals(before.id()))
                .findFirst()
                .ifPresentOrElse(this::setValue, () -> {
                    setErrorMessage(getTranslation("invite.form.program.gone", before.title()));
                    setInvalid(true);
                }));
    }

    private Div line(Program program, String shown) {
        Span code = ProgramTexts.code(this, program.codeIfSet());
        code.addClassName("card-meta");
        Div line = new Div(new Span(shown), code);
        line.addClassName("run-choice");
        return line;
    }
}
