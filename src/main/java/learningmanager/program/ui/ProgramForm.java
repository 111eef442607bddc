package learningmanager.program.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.function.SerializableFunction;
import java.util.Map;
import learningmanager.base.Refusal;
import learningmanager.base.ui.FieldProblems;
import learningmanager.program.CourseField;
import learningmanager.program.ProgramFacts;
import learningmanager.program.ProgramKind;

/** What a program is called, what kind it is, and its code. */
final class ProgramForm extends Div {
    private final TextField title = new TextField(getTranslation("course-creator.title-field"));
    private final Select<ProgramKind> kind = new Select<>();
    private final CodeField code;
    private final FieldProblems<CourseField> problems = new FieldProblems<>(this);

    /** @param suggestion a code for a title */
    ProgramForm(SerializableFunction<String, String> suggestion) {
        addClassName("form");
        title.setRequiredIndicatorVisible(true);
        title.setManualValidation(true);
        title.addClassName("full");
        title.setValueChangeMode(ValueChangeMode.LAZY);
        kind.setLabel(getTranslation("program.kind"));
        kind.setItems(ProgramKind.values());
        kind.setItemLabelGenerator(one -> ProgramTexts.kind(this, one));
        kind.setValue(ProgramKind.MICROCREDENTIAL);
        code = new CodeField(
                getTranslation("program.code"),
                getTranslation("course-creator.code.hint"),
                () -> suggestion.apply(title.getValue()));
        title.addValueChangeListener(change -> code.suggest());
        problems.at(CourseField.TITLE, title);
        problems.at(CourseField.CODE, code.field());
        add(title, kind, code);
        code.suggest();
    }

    void fill(ProgramFacts facts) {
        title.setValue(facts.title());
        kind.setValue(facts.kind());
        code.field().setValue(facts.code());
        code.suggest();
    }

    ProgramFacts facts() {
        return new ProgramFacts(title.getValue(), kind.getValue(), code.field().getValue());
    }

    void refuse(Map<CourseField, Refusal> wrong) {
        problems.show(wrong);
    }

    void focusTitle() {
        title.focus();
    }

    void focusCode() {
        code.field().focus();
    }

    /** The fields that Enter saves from. */
    TextField[] textFields() {
        return new TextField[] {title, code.field()};
    }
}
