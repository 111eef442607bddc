package learningmanager.admin.ui;

import com.vaadin.flow.component.select.Select;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;

/** Chooses a month, this one first. */
final class MonthField extends Select<YearMonth> {
    private static final int MONTHS = 36;
    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

    MonthField(String label, LocalDate today) {
        setLabel(label);
        setItems(Stream.iterate(YearMonth.from(today), month -> month.minusMonths(1))
                .limit(MONTHS)
                .toList());
        setItemLabelGenerator(WORDS::format);
        setValue(YearMonth.from(today));
    }
}
