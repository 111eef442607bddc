package learningmanager.admin.ui;

import com.vaadin.flow.router.QueryParameters;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import learningmanager.admin.AuditFilter;
import learningmanager.audit.AuditAction;
import learningmanager.base.ui.AddressWord;

/** What of the audit log stands in the address, so that it can be kept as a bookmark. */
record AuditAddress(AuditFilter filter) {
    private static final String SEARCH = "search";
    private static final String ACTION = "action";
    private static final String FROM = "from";
    private static final String UNTIL = "until";
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /** What can't be read in it is left out. */
    static AuditAddress of(QueryParameters parameters) {
        return new AuditAddress(new AuditFilter(
                parameters.getSingleParameter(SEARCH).orElse(""),
                false,
                parameters.getSingleParameter(ACTION).flatMap(word -> AddressWord.among(AuditAction.values(), word)),
                parameters.getSingleParameter(FROM).flatMap(AuditAddress::day),
                parameters.getSingleParameter(UNTIL).flatMap(AuditAddress::day)));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(text).filter(day -> DAY.matcher(day).matches()).map(LocalDate::parse);
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    Map<String, List<String>> parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (!filter.search().isEmpty()) {
            parameters.put(SEARCH, List.of(filter.search()));
        }
        filter.action().ifPresent(action -> parameters.put(ACTION, List.of(AddressWord.of(action))));
        filter.from().ifPresent(day -> parameters.put(FROM, List.of(day.toString())));
        filter.until().ifPresent(day -> parameters.put(UNTIL, List.of(day.toString())));
        return parameters;
    }
}
