package learningmanager.base.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.customfield.CustomField;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableFunction;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import learningmanager.base.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A point in time, given in UTC to the minute; its hint says when that is where the person is. What can't be read is told at once,
 * and never taken for another time. Empty is {@code null}, as Vaadin's fields have it; {@link #instant()} says the same without.
 */
public final class UtcDateTimeField extends CustomField<Instant> implements HasUnreadable {
    private static final DateTimeFormatter HINT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    // Vaadin's own date and time picker reads 25:99 as 02:39 and 24:00 as 00:00.
    private final TypedDate date = TypedDate.part();
    private final TextField time = new TextField();
    private Optional<ZoneId> zoneHere = Optional.empty();
    private SerializableFunction<Instant, Optional<String>> warning = at -> Optional.empty();

    public UtcDateTimeField(String label) {
        super(null);
        addClassName("utc-date-time");
        setLabel(label);

        date.setAriaLabel(getTranslation("utc-date-time.date"));
        date.addValueChangeListener(change -> follow(change.isFromClient()));
        date.addValidationStatusChangeListener(change -> follow(true));
        time.setAriaLabel(getTranslation("utc-date-time.time"));
        time.setPlaceholder(getTranslation("utc-date-time.time-placeholder"));
        time.setManualValidation(true);
        time.setAutocomplete(Autocomplete.OFF);
        time.addClassName("utc-time");
        time.addValueChangeListener(change -> {
            clock().map(CLOCK::format).ifPresent(time::setValue);
            follow(change.isFromClient());
        });
        Div parts = new Div(date, time);
        parts.addClassName("utc-parts");
        add(parts);
    }

    /** What was given, if anything that is a time. */
    public Optional<Instant> instant() {
        return Optional.ofNullable(getValue());
    }

    /**
     * Why there is no time although something was given: {@code utc-date-time.no-date}, {@code utc-date-time.no-such-date},
     * {@code utc-date-time.no-time} (each with what was typed), {@code utc-date-time.date-missing},
     * {@code utc-date-time.time-missing}.
     */
    @Override
    public Optional<Refusal> problem() {
        return unreadable().or(() -> {
            if (date.isEmpty() == time.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    Refusal.of(date.isEmpty() ? "utc-date-time.date-missing" : "utc-date-time.time-missing"));
        });
    }

    /** What is said beside a time that may be given, but should be looked at again. */
    public void setWarning(SerializableFunction<Instant, Optional<String>> warning) {
        this.warning = warning;
        tellAbout();
    }

    /** On the part that has to be put right. */
    @Override
    public void focus() {
        boolean dateIsRight = date.getOptionalValue().isPresent();
        if (dateIsRight && clock().isEmpty()) {
            time.focus();
        } else {
            date.focus();
        }
    }

    @Override
    public void setReadOnly(boolean readOnly) {
        super.setReadOnly(readOnly);
        date.setReadOnly(readOnly);
        time.setReadOnly(readOnly);
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        attached.getUI().getPage().retrieveExtendedClientDetails(details -> {
            zoneHere = zone(details.getTimeZoneId());
            tellAbout();
        });
    }

    @Override
    protected @Nullable Instant generateModelValue() {
        Optional<LocalTime> clock = clock();
        return date.isEmpty() || clock.isEmpty()
                ? null
                : LocalDateTime.of(date.getValue(), clock.get()).toInstant(ZoneOffset.UTC);
    }

    @Override
    protected void setPresentationValue(@Nullable Instant value) {
        LocalDateTime utc = value == null ? null : LocalDateTime.ofInstant(value, ZoneOffset.UTC);
        date.setValue(utc == null ? null : utc.toLocalDate());
        time.setValue(utc == null ? "" : CLOCK.format(utc));
        tellAbout();
    }

    private Optional<LocalTime> clock() {
        return ClockTime.read(time.getValue());
    }

    /** One half alone is no mistake yet: the other may be on its way. */
    private void follow(boolean fromClient) {
        setModelValue(generateModelValue(), fromClient);
        Optional<Refusal> unreadable = unreadable();
        date.setInvalid(date.problem().isPresent());
        time.setInvalid(!time.isEmpty() && clock().isEmpty());
        unreadable.ifPresent(refusal -> setErrorMessage(Messages.of(this, refusal)));
        setInvalid(unreadable.isPresent());
        tellAbout();
    }

    private Optional<Refusal> unreadable() {
        return date.problem()
                .or(() -> time.isEmpty() || clock().isPresent()
                        ? Optional.empty()
                        : Optional.of(Refusal.of("utc-date-time.no-time", time.getValue())));
    }

    private void tellAbout() {
        setHelperText(instant().stream()
                .flatMap(at -> Stream.concat(
                        zoneHere
                                .map(zone -> getTranslation("utc-date-time.here", HINT.format(at.atZone(zone))))
                                .stream(),
                        warning.apply(at).stream()))
                .collect(Collectors.joining(". ")));
    }

    private static Optional<ZoneId> zone(@Nullable String id) {
        try {
            return Optional.ofNullable(id).map(ZoneId::of);
        } catch (DateTimeException unknownHere) {
            return Optional.empty();
        }
    }
}
