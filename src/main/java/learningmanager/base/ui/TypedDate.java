package learningmanager.base.ui;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.data.binder.Result;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import learningmanager.base.Cells;
import learningmanager.base.Refusal;

/** A day, chosen or typed. What was typed and is no date is told at once, and never taken for an empty field. */
public final class TypedDate extends DatePicker implements HasUnreadable {
    private static final Pattern SHAPE = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}");

    private String typed = "";

    private TypedDate() {
        super();
        setManualValidation(true);
        setLocale(Locale.UK);
        // Tab leads from what was typed on to the next field, not into a calendar that opened meanwhile.
        setAutoOpen(false);
        setI18n(new DatePickerI18n().setDateFormats("yyyy-MM-dd", "d MMM yyyy").setFirstDayOfWeek(1));
        setPlaceholder(getTranslation("utc-date-time.date-placeholder"));
        setFallbackParser(text -> {
            typed = text;
            return Result.error("");
        });
    }

    public TypedDate(String label) {
        this();
        setLabel(label);
        addValueChangeListener(change -> tell());
        addValidationStatusChangeListener(change -> tell());
    }

    /** For a field of more parts, which tells itself what is wrong with them. */
    static TypedDate part() {
        return new TypedDate();
    }

    /**
     * Why there is no date although something was typed: {@code utc-date-time.no-date} or {@code utc-date-time.no-such-date}, each
     * with what was typed.
     */
    @Override
    public Optional<Refusal> problem() {
        return isInputUnparsable()
                ? Optional.of(Refusal.of(
                        SHAPE.matcher(Cells.strip(typed)).matches()
                                ? "utc-date-time.no-such-date"
                                : "utc-date-time.no-date",
                        typed))
                : Optional.empty();
    }

    /** Says what is wrong with what stands there now, and nothing else any more. */
    private void tell() {
        Optional<Refusal> problem = problem();
        problem.ifPresent(refusal -> setErrorMessage(Messages.of(this, refusal)));
        setInvalid(problem.isPresent());
    }
}
