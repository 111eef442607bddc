package learningmanager.program.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableSupplier;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import learningmanager.base.Refusal;
import learningmanager.base.ui.FieldProblems;
import learningmanager.base.ui.TypedDate;
import learningmanager.program.CourseField;
import learningmanager.program.RunFacts;

/** What a run is called, when it is, whether it is open, and its code. */
final class RunForm extends Div {
    private final TextField name = new TextField(getTranslation("course-creator.run.name"));
    private final TypedDate startsOn = new TypedDate(getTranslation("course-creator.run.starts"));
    private final TypedDate endsOn = new TypedDate(getTranslation("course-creator.run.ends"));
    private final Checkbox open = new Checkbox(getTranslation("course-creator.run.open"), true);
    private final CodeField code;
    private final FieldProblems<CourseField> problems = new FieldProblems<>(this);

    /** @param suggestion a code for the run */
    RunForm(SerializableSupplier<String> suggestion) {
        addClassName("form");
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        name.addClassName("full");
        Stream.of(startsOn, endsOn).forEach(date -> date.setRequiredIndicatorVisible(true));
        code = new CodeField(
                getTranslation("course-creator.run.code"), getTranslation("course-creator.code.hint"), suggestion);
        open.setHelperText(getTranslation("course-creator.run.open.hint"));
        problems.at(CourseField.TITLE, name);
        problems.at(CourseField.STARTS_ON, startsOn);
        problems.at(CourseField.ENDS_ON, endsOn);
        problems.at(CourseField.CODE, code.field());
        add(name, startsOn, endsOn, code, open);
        code.suggest();
    }

    void fill(RunFacts facts) {
        name.setValue(facts.name());
        startsOn.setValue(facts.startsOn().orElse(null));
        endsOn.setValue(facts.endsOn().orElse(null));
        open.setValue(facts.open());
        code.field().setValue(facts.code());
        code.suggest();
    }

    RunFacts facts() {
        return new RunFacts(
                name.getValue(),
                Optional.ofNullable(startsOn.getValue()),
                Optional.ofNullable(endsOn.getValue()),
                open.getValue(),
                code.field().getValue());
    }

    void refuse(Map<CourseField, Refusal> wrong) {
        problems.show(wrong);
    }

    void focusName() {
        name.focus();
    }

    void focusCode() {
        code.field().focus();
    }

    /** The fields that Enter saves from. */
    TextField[] textFields() {
        return new TextField[] {name, code.field()};
    }
}
