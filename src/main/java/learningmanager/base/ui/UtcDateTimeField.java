package learningmanager.base.ui;

import com.vaadin.flow.component.AbstractCompositeField;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A point in time, given in UTC to the minute; its hint says when that is where the person is. Empty is {@code null}, as
 * Vaadin's fields have it; {@link #instant()} says the same without.
 */
public final class UtcDateTimeField extends AbstractCompositeField<DateTimePicker, UtcDateTimeField, Instant>
        implements HasLabel, HasValidation, HasStyle, HasSize, Focusable<UtcDateTimeField> {
    private static final DateTimeFormatter HINT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    private Optional<ZoneId> zoneHere = Optional.empty();

    public UtcDateTimeField(String label) {
        super(null);
        addClassName("utc-date-time");
        setLabel(label);

        DateTimePicker picker = getContent();
        picker.setStep(Duration.ofMinutes(1));
        // The British clock has 24 hours, which the format below needs; the date's order is set by its own format.
        picker.setLocale(Locale.UK);
        picker.setDatePickerI18n(new DatePicker.DatePickerI18n()
                .setDateFormats("yyyy-MM-dd", "d MMM yyyy")
                .setFirstDayOfWeek(1));
        picker.setDateAriaLabel(getTranslation("utc-date-time.date"));
        picker.setTimeAriaLabel(getTranslation("utc-date-time.time"));
        picker.setDatePlaceholder(getTranslation("utc-date-time.date-placeholder"));
        picker.setTimePlaceholder(getTranslation("utc-date-time.time-placeholder"));
        picker.setI18n(new DateTimePicker.DateTimePickerI18n()
                .setBadInputErrorMessage(getTranslation("utc-date-time.bad-input"))
                .setIncompleteInputErrorMessage(getTranslation("utc-date-time.incomplete"))
                .setMinErrorMessage(getTranslation("utc-date-time.too-early"))
                .setMaxErrorMessage(getTranslation("utc-date-time.too-late")));
        picker.addValueChangeListener(change -> {
            setModelValue(instantOf(change.getValue()), change.isFromClient());
            tellLocalTime();
        });
    }

    /** What was given, if anything that is a time. */
    public Optional<Instant> instant() {
        return Optional.ofNullable(getValue());
    }

    public void setMin(Instant earliest) {
        getContent().setMin(utc(earliest));
    }

    public void setMax(Instant latest) {
        getContent().setMax(utc(latest));
    }

    @Override
    public void setErrorMessage(@Nullable String message) {
        getContent().setErrorMessage(message);
    }

    @Override
    public String getErrorMessage() {
        return getContent().getErrorMessage();
    }

    @Override
    public void setInvalid(boolean invalid) {
        getContent().setInvalid(invalid);
    }

    @Override
    public boolean isInvalid() {
        return getContent().isInvalid();
    }

    @Override
    public void setRequiredIndicatorVisible(boolean visible) {
        getContent().setRequiredIndicatorVisible(visible);
    }

    @Override
    public void setReadOnly(boolean readOnly) {
        getContent().setReadOnly(readOnly);
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        attached.getUI().getPage().retrieveExtendedClientDetails(details -> {
            zoneHere = zone(details.getTimeZoneId());
            tellLocalTime();
        });
    }

    @Override
    protected void setPresentationValue(@Nullable Instant value) {
        getContent().setValue(value == null ? null : utc(value));
        tellLocalTime();
    }

    private void tellLocalTime() {
        getContent()
                .setHelperText(zoneHere.flatMap(zone -> Optional.ofNullable(
                                        instantOf(getContent().getValue()))
                                .map(at -> getTranslation("utc-date-time.here", HINT.format(at.atZone(zone)))))
                        .orElse(null));
    }

    private static Optional<ZoneId> zone(@Nullable String id) {
        try {
            return Optional.ofNullable(id).map(ZoneId::of);
        } catch (DateTimeException unknownHere) {
            return Optional.empty();
        }
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static @Nullable Instant instantOf(@Nullable LocalDateTime utc) {
        return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
    }
}
