package learningmanager.admin;

import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import learningmanager.audit.AuditAction;
import learningmanager.base.Columns;
import learningmanager.base.CsvLines;
import learningmanager.base.CsvLines.Column;
import learningmanager.base.ExpiryTime;
import learningmanager.base.Slice;
import learningmanager.security.Account;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The audit log, to be read. For platform administrators; for others there is nothing here. */
@Service
@Transactional(readOnly = true)
public class AuditTrailService {
    /** What is fetched at once while a download is written. */
    private static final int FETCHED = 1_000;

    private static final String EVENTS = """
            from audit_event e left join organisation o on o.id = e.organisation_id
            left join program p on p.id = e.program_id left join program_run r on r.id = e.run_id
            where e.at >= :from and e.at < :until and (:action = '' or e.action = :action)
              and (:search = '' or lower(e.subject_name) like :pattern escape '!' or lower(e.who) like :pattern escape '!'
                or lower(e.was) like :pattern escape '!' or lower(e.became) like :pattern escape '!'
                or lower(o.name) like :pattern escape '!' or lower(p.title) like :pattern escape '!'
                or lower(r.name) like :pattern escape '!' or e.remote_address = :search
                or :deleted and (e.subject_name like :deletedAddress or e.who like :deletedAddress))
            """;

    private static final String SELECT = """
            select e.id, e.at, e.action, e.who, o.name as organisation, p.title, r.name as run, e.subject_name, e.was, e.became,
              e.remote_address
            """;

    private static final String EARLIER = " and e.at <= :at and (e.at < :at or e.id < :id)";

    private final JdbcClient jdbc;
    private final Administrators administrators;

    AuditTrailService(JdbcClient jdbc, Administrators administrators) {
        this.jdbc = jdbc;
        this.administrators = administrators;
    }

    /** Some of the events, the latest first. */
    public List<AuditLine> events(AuditFilter filter, Slice<AuditLine> slice) {
        administrators.expected();
        return read(filter, slice);
    }

    /** How many {@link #events} has in all. */
    public int countEvents(AuditFilter filter) {
        administrators.expected();
        return jdbc.sql("select count(*) " + EVENTS)
                .params(parameters(filter))
                .query(Integer.class)
                .single();
    }

    /**
     * Writes events as CSV, the latest first, a batch at a time; closes the stream.
     *
     * @param words puts an event as its page does
     */
    public void writeCsv(AuditFilter filter, OutputStream out, Function<AuditLine, AuditText> words) {
        administrators.expected();
        try (CsvLines lines = new CsvLines(
                out,
                Column.figure("at_utc"),
                Column.text("action"),
                Column.text("who"),
                Column.text("organisation"),
                Column.text("program"),
                Column.text("run"),
                Column.text("subject"),
                Column.text("was"),
                Column.text("became"),
                Column.text("from"))) {
            Optional<AuditLine> last = Optional.empty();
            do {
                List<AuditLine> batch = read(filter, new Slice<>(last, 0, FETCHED));
                batch.forEach(event -> lines.write(cells(event, words.apply(event))));
                last = batch.isEmpty() ? Optional.empty() : Optional.of(batch.getLast());
            } while (last.isPresent());
        }
    }

    private static String[] cells(AuditLine event, AuditText text) {
        return new String[] {
            new ExpiryTime(event.at()).toString(),
            text.action(),
            text.who(),
            event.organisation(),
            event.program(),
            event.run(),
            text.subject(),
            text.was(),
            text.became(),
            event.from()
        };
    }

    private List<AuditLine> read(AuditFilter filter, Slice<AuditLine> slice) {
        Optional<AuditLine> last = slice.after();
        return jdbc.sql(SELECT + EVENTS + (last.isPresent() ? EARLIER : "")
                        + " order by e.at desc, e.id desc offset :skip rows fetch next :limit rows only")
                .params(parameters(filter))
                .param("at", Columns.at(last.map(AuditLine::at).orElse(Instant.EPOCH)))
                .param("id", last.map(AuditLine::id).orElse(new UUID(0, 0)))
                .param("skip", slice.skip())
                .param("limit", slice.limit())
                .query(AuditTrailService::line)
                .list();
    }

    private static Map<String, Object> parameters(AuditFilter filter) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("from", Columns.at(start(filter.from().orElse(LocalDate.EPOCH))));
        parameters.put(
                "until",
                Columns.at(start(filter.until().orElse(LocalDate.of(9999, 1, 1)).plusDays(1))));
        parameters.put("action", filter.action().map(Enum::name).orElse(""));
        parameters.put("search", filter.search());
        parameters.put("deleted", filter.orDeletedAccounts());
        parameters.put("deletedAddress", Account.DELETED_LIKE);
        parameters.put("pattern", Columns.containing(filter.search().toLowerCase(Locale.ROOT)));
        return parameters;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static AuditLine line(ResultSet row, int number) throws SQLException {
        return new AuditLine(
                row.getObject("id", UUID.class),
                Columns.instant(row, "at"),
                AuditAction.valueOf(row.getString("action")),
                text(row, "who"),
                text(row, "organisation"),
                text(row, "title"),
                text(row, "run"),
                row.getString("subject_name"),
                text(row, "was"),
                text(row, "became"),
                text(row, "remote_address"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }
}
