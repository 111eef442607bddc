package learningmanager.learner;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import learningmanager.audit.AuditAction;
import learningmanager.audit.AuditEvent;
import learningmanager.audit.AuditLog;
import learningmanager.base.Cells;
import learningmanager.base.Columns;
import learningmanager.base.CsvLines;
import learningmanager.base.CsvLines.Column;
import learningmanager.base.Id;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.Refusal;
import learningmanager.base.Title;
import learningmanager.program.ProgramKind;
import learningmanager.program.ProgramService;
import learningmanager.security.Permission;
import learningmanager.security.Permissions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What enrolments cost (SPEC 9). Each is charged once, at the rate of its day; a rate that begins in the past also charges what was
 * enrolled since then and not charged yet. A charge is never edited: a correction is a line of its own. For platform
 * administrators, but for {@link #prices}.
 */
@Service
@Transactional
public class ChargeService {
    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,9}([.,][0-9]{1,2})?");
    private static final Pattern NOTHING = Pattern.compile("-?0+([.,]0+)?");

    /** What some country pays with today: the JDK also knows those of the past, metals, and codes for tests. */
    private static final Set<String> CURRENCIES = Arrays.stream(Locale.getISOCountries())
            .map(country -> Currency.getInstance(Locale.of("", country)))
            .filter(Objects::nonNull)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    /** The rate of an enrolment {@code e} on a program {@code p}. */
    private static final String RATE = """
            (select r2.id from charge_rate r2 where r2.organisation_id = p.organisation_id
               and (r2.program_id is null or r2.program_id = p.id) and (r2.kind is null or r2.kind = p.kind)
               and r2.valid_from <= %s
             order by case when r2.program_id is not null then 2 when r2.kind is not null then 1 else 0 end desc,
               r2.valid_from desc, r2.id desc fetch first 1 row only)
            """;

    private final JdbcClient jdbc;
    private final ProgramService programs;
    private final Permissions permissions;
    private final AuditLog log;
    private final SchedulerClient scheduler;
    private final Clock clock;

    ChargeService(
            JdbcClient jdbc,
            ProgramService programs,
            Permissions permissions,
            AuditLog log,
            SchedulerClient scheduler,
            Clock clock) {
        this.jdbc = jdbc;
        this.programs = programs;
        this.permissions = permissions;
        this.log = log;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** All rates, by organisation, those that begin last first. */
    @Transactional(readOnly = true)
    public List<ChargeRate> rates() {
        expectAdministrator();
        return jdbc.sql("""
                        select r.id, o.name, r.kind, r.program_id, p.title, r.amount, r.currency, r.valid_from
                        from charge_rate r join organisation o on o.id = r.organisation_id
                        left join program p on p.id = r.program_id
                        order by lower(o.name), r.valid_from desc, r.id desc""")
                .query((row, number) -> new ChargeRate(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        Optional.ofNullable(row.getString("kind")).map(ProgramKind::valueOf),
                        Columns.optionalId(row, "program_id", ProgramId::new),
                        Optional.ofNullable(row.getString("title")),
                        money(row, "amount"),
                        Columns.instant(row, "valid_from")
                                .atOffset(ZoneOffset.UTC)
                                .toLocalDate()))
                .list();
    }

    /**
     * Sets a rate. Refusals: {@code charge.organisation-missing}, {@code charge.amount}, {@code charge.currency},
     * {@code charge.date-missing}; none when it is set.
     *
     * @throws NotFoundException when there is no such organisation, or it has no such program
     */
    public Map<ChargeField, Refusal> setRate(RateFacts facts) {
        expectAdministrator();
        Map<ChargeField, Refusal> problems = new EnumMap<>(ChargeField.class);
        Optional<Money> price = price(facts, problems);
        if (!problems.isEmpty()) {
            return problems;
        }
        OrganisationId organisation = facts.organisation().orElseThrow();
        facts.program().ifPresent(program -> expectProgram(program, organisation));
        UUID id = Id.nextValue();
        Instant from =
                facts.validFrom().orElseThrow().atStartOfDay(ZoneOffset.UTC).toInstant();
        jdbc.sql("""
                        insert into charge_rate (id, organisation_id, kind, program_id, amount, currency, valid_from, made_at, made_by)
                        values (:id, :organisation, :kind, :program, :amount, :currency, :from, :now, :by)""")
                .param("id", id)
                .param("organisation", organisation.value())
                .param(
                        "kind",
                        facts.program().isPresent()
                                ? null
                                : facts.kind().map(Enum::name).orElse(null),
                        Types.VARCHAR)
                .param("program", facts.program().map(ProgramId::value).orElse(null), Types.OTHER)
                .param("amount", price.orElseThrow().amount())
                .param("currency", price.orElseThrow().currency())
                .param("from", Columns.at(from))
                .param("now", Columns.at(clock.instant()))
                .param("by", permissions.me().id().value())
                .update();
        recordRate(
                organisation,
                facts,
                price.orElseThrow() + " from " + facts.validFrom().orElseThrow());
        chargeSince(organisation, Columns.at(from));
        scheduler.schedule(
                MissedCharges.DESCRIPTOR.instance(id.toString()).build(),
                clock.instant().plus(MissedCharges.LATER));
        return Map.of();
    }

    /**
     * How many enrolments a rate would charge at once, as it begins in the past and they are not charged yet; 0 where it would be
     * refused.
     */
    @Transactional(readOnly = true)
    public int wouldCharge(RateFacts facts) {
        expectAdministrator();
        Map<ChargeField, Refusal> problems = new EnumMap<>(ChargeField.class);
        price(facts, problems);
        if (!problems.isEmpty()) {
            return 0;
        }
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("organisation", facts.organisation().orElseThrow().value());
        parameters.put(
                "from",
                Columns.at(facts.validFrom()
                        .orElseThrow()
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()));
        String which = "";
        if (facts.program().isPresent()) {
            parameters.put("program", facts.program().get().value());
            which = " and p.id = :program";
        } else if (facts.kind().isPresent()) {
            parameters.put("kind", facts.kind().get().name());
            which = " and p.kind = :kind";
        }
        return jdbc.sql("""
                        select count(*) from enrolment e join program p on p.id = e.program_id
                        where p.organisation_id = :organisation and e.enrolled_at >= :from
                          and not exists (select 1 from charge c where c.enrolment_id = e.id)""" + which).params(parameters).query(Integer.class).single();
    }

    /** @param problems get what a rate would be refused for */
    private static Optional<Money> price(RateFacts facts, Map<ChargeField, Refusal> problems) {
        if (facts.organisation().isEmpty()) {
            problems.put(ChargeField.ORGANISATION, Refusal.of("charge.organisation-missing"));
        }
        if (facts.validFrom().isEmpty()) {
            problems.put(ChargeField.VALID_FROM, Refusal.of("charge.date-missing"));
        }
        Optional<Money> price = money(facts.amount(), facts.currency(), problems);
        if (Cells.strip(facts.amount()).startsWith("-")) {
            problems.put(ChargeField.AMOUNT, Refusal.of("charge.amount"));
        }
        return price;
    }

    private void recordRate(OrganisationId organisation, RateFacts facts, String what) {
        AuditEvent event = AuditEvent.of(
                        AuditAction.RATE_SET, organisation, nameOf("organisation", "name", organisation))
                .by(permissions.me().id())
                .in(organisation);
        log.record(
                facts.program().isPresent()
                        ? event.on(facts.program().get()).became(what)
                        : event.became(what
                                + facts.kind().map(kind -> " · " + kind.name()).orElse("")));
    }

    /** What the audit log calls it. */
    private String nameOf(String table, String column, Id id) {
        return jdbc.sql("select %s from %s where id = :id".formatted(column, table))
                .param("id", id.value())
                .query(String.class)
                .single();
    }

    private void expectProgram(ProgramId program, OrganisationId organisation) {
        jdbc.sql("select id from program where id = :id and organisation_id = :organisation")
                .param("id", program.value())
                .param("organisation", organisation.value())
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("program " + program));
    }

    /** Charges an enrolment that was just made, in the same transaction. */
    void chargeNew(UUID enrolment) {
        charge("e.id = :enrolment", Map.of("enrolment", enrolment));
    }

    /** Charges what was enrolled at the moment that the rate was set. */
    void chargeMissed(UUID rate) {
        jdbc.sql("select organisation_id, valid_from from charge_rate where id = :id")
                .param("id", rate)
                .query(row -> {
                    chargeSince(
                            Columns.id(row, "organisation_id", OrganisationId::new),
                            Columns.at(Columns.instant(row, "valid_from")));
                });
    }

    private void chargeSince(OrganisationId organisation, OffsetDateTime from) {
        charge(
                "p.organisation_id = :organisation and e.enrolled_at >= :from",
                Map.of("organisation", organisation.value(), "from", from));
    }

    private void charge(String which, Map<String, ?> parameters) {
        jdbc.sql("""
                        insert into charge (id, enrolment_id, organisation_id, program_id, run_id, charged_at, amount, currency, made_at)
                        select uuidv7(), e.id, p.organisation_id, e.program_id, e.run_id, e.enrolled_at, r.amount, r.currency, :now
                        from enrolment e join program p on p.id = e.program_id join charge_rate r on r.id = %s
                        where %s and not exists (select 1 from charge c where c.enrolment_id = e.id)
                        on conflict do nothing""".formatted(RATE.formatted("e.enrolled_at"), which))
                .param("now", Columns.at(clock.instant()))
                .params(parameters)
                .update();
    }

    /**
     * Adds a correction to a month. Refusals: {@code charge.program-missing}, {@code charge.amount}, {@code charge.nothing},
     * {@code charge.currency}, and those of {@link Title#parseReason}; none when it is added.
     *
     * @throws NotFoundException when there is no such program, or it has no such run
     */
    public Map<ChargeField, Refusal> correct(CorrectionFacts facts) {
        expectAdministrator();
        Map<ChargeField, Refusal> problems = new EnumMap<>(ChargeField.class);
        if (facts.program().isEmpty()) {
            problems.put(ChargeField.PROGRAM, Refusal.of("charge.program-missing"));
        }
        Optional<Money> money = money(
                facts.amount(),
                facts.currency(),
                code -> CURRENCIES.contains(code)
                        || facts.program()
                                .filter(program -> isChargedIn(code, program))
                                .isPresent(),
                problems);
        if (NOTHING.matcher(Cells.strip(facts.amount())).matches()) {
            problems.put(ChargeField.AMOUNT, Refusal.of("charge.nothing"));
        }
        Title.parseReason(facts.reason()).whyNot().ifPresent(refusal -> problems.put(ChargeField.REASON, refusal));
        if (!problems.isEmpty()) {
            return problems;
        }
        ProgramId program = facts.program().orElseThrow();
        OrganisationId organisation = jdbc.sql("select organisation_id from program where id = :id")
                .param("id", program.value())
                .query(UUID.class)
                .optional()
                .map(OrganisationId::new)
                .orElseThrow(() -> new NotFoundException("program " + program));
        facts.run().ifPresent(run -> expectRun(run, program));
        jdbc.sql("""
                        insert into charge (id, organisation_id, program_id, run_id, charged_at, amount, currency, reason, made_at, made_by)
                        values (:id, :organisation, :program, :run, :at, :amount, :currency, :reason, :now, :by)""")
                .param("id", Id.nextValue())
                .param("organisation", organisation.value())
                .param("program", program.value())
                .param("run", facts.run().map(ProgramRunId::value).orElse(null), Types.OTHER)
                .param("at", Columns.at(start(facts.month())))
                .param("amount", money.orElseThrow().amount())
                .param("currency", money.orElseThrow().currency())
                .param("reason", Cells.strip(facts.reason()))
                .param("now", Columns.at(clock.instant()))
                .param("by", permissions.me().id().value())
                .update();
        log.record(AuditEvent.of(AuditAction.CHARGE_CORRECTED, program, nameOf("program", "title", program))
                .by(permissions.me().id())
                .in(organisation)
                .on(program)
                .on(facts.run())
                .became(money.orElseThrow() + " for " + facts.month() + ", " + Cells.strip(facts.reason())));
        return Map.of();
    }

    private void expectRun(ProgramRunId run, ProgramId program) {
        if (runs(program).stream().noneMatch(choice -> choice.id().equals(run))) {
            throw new NotFoundException("run " + run + " of program " + program);
        }
    }

    /** The runs of a program, archived ones too, by their beginning. */
    @Transactional(readOnly = true)
    public List<RunChoice> runs(ProgramId program) {
        expectAdministrator();
        return jdbc.sql("select id, name from program_run where program_id = :program order by starts_on, name")
                .param("program", program.value())
                .query((row, number) -> new RunChoice(Columns.id(row, "id", ProgramRunId::new), row.getString("name")))
                .list();
    }

    /** A month's charges by organisation, program and run, corrections after; also enrolments for which no rate was set. */
    @Transactional(readOnly = true)
    public List<ChargeLine> report(YearMonth month) {
        expectAdministrator();
        return jdbc.sql("""
                        select o.name, p.id as program_id, p.title, n.name as run, x.enrolments, x.rate, x.amount, x.currency, x.reason from (
                          select organisation_id, program_id, run_id, cast(count(*) as integer) as enrolments, amount as rate,
                            sum(amount) as amount, currency, cast(null as varchar) as reason
                          from charge where enrolment_id is not null and charged_at >= :from and charged_at < :until
                          group by organisation_id, program_id, run_id, amount, currency
                          union all
                          select organisation_id, program_id, run_id, 0, null, amount, currency, reason
                          from charge where enrolment_id is null and charged_at >= :from and charged_at < :until
                          union all
                          select p.organisation_id, e.program_id, e.run_id, cast(count(*) as integer), null, null, null, null
                          from enrolment e join program p on p.id = e.program_id
                          where e.enrolled_at >= :from and e.enrolled_at < :until
                            and not exists (select 1 from charge c where c.enrolment_id = e.id)
                          group by p.organisation_id, e.program_id, e.run_id
                        ) x join organisation o on o.id = x.organisation_id join program p on p.id = x.program_id
                        left join program_run n on n.id = x.run_id
                        order by lower(o.name), lower(p.title), p.id, n.starts_on, n.name, x.reason, x.rate""")
                .param("from", Columns.at(start(month)))
                .param("until", Columns.at(start(month.plusMonths(1))))
                .query((row, number) -> new ChargeLine(
                        row.getString("name"),
                        Columns.id(row, "program_id", ProgramId::new),
                        row.getString("title"),
                        Optional.ofNullable(row.getString("run")).orElse(""),
                        row.getInt("enrolments"),
                        optionalMoney(row, "rate"),
                        optionalMoney(row, "amount"),
                        Optional.ofNullable(row.getString("reason")).orElse("")))
                .list();
    }

    /** Writes a month's {@link #report} as CSV; closes the stream. */
    @Transactional(readOnly = true)
    public void writeFile(YearMonth month, OutputStream out) {
        List<ChargeLine> report = report(month);
        try (CsvLines lines = new CsvLines(
                out,
                Column.figure("month"),
                Column.text("organisation"),
                Column.text("program"),
                Column.text("run"),
                Column.figure("enrolments"),
                Column.figure("rate"),
                Column.figure("amount"),
                Column.text("currency"),
                Column.text("correction"))) {
            report.forEach(line -> lines.write(
                    month.toString(),
                    line.organisation(),
                    line.program(),
                    line.run(),
                    String.valueOf(line.enrolments()),
                    line.rate().map(rate -> rate.amount().toPlainString()).orElse(""),
                    line.total().map(total -> total.amount().toPlainString()).orElse(""),
                    line.total().map(Money::currency).orElse(""),
                    line.reason()));
        }
    }

    /** What lines come to, in each currency. */
    public static List<Money> totals(Collection<ChargeLine> lines) {
        Map<String, Money> totals = new TreeMap<>();
        lines.stream()
                .flatMap(line -> line.total().stream())
                .forEach(money -> totals.merge(money.currency(), money, Money::plus));
        return List.copyOf(totals.values());
    }

    /** What an enrolment on each of my programs costs at this moment; those without a rate are left out. */
    @Transactional(readOnly = true)
    public Map<ProgramId, Money> prices() {
        List<UUID> mine =
                programs.managed().stream().map(program -> program.id().value()).toList();
        Map<ProgramId, Money> prices = new HashMap<>();
        if (!mine.isEmpty()) {
            jdbc.sql("""
                            select p.id, r.amount, r.currency from program p join charge_rate r on r.id = %s
                            where p.id in (:mine)""".formatted(RATE.formatted(":now")))
                    .param("now", Columns.at(clock.instant()))
                    .param("mine", mine)
                    .query(row -> {
                        prices.put(Columns.id(row, "id", ProgramId::new), money(row, "amount"));
                    });
        }
        return prices;
    }

    /** What so many enrolments on each program come to, in each currency. */
    public static List<Money> cost(Map<ProgramId, Money> prices, Map<ProgramId, Integer> enrolments) {
        Map<String, Money> totals = new TreeMap<>();
        prices.forEach((program, price) -> {
            int count = enrolments.getOrDefault(program, 0);
            if (count > 0) {
                totals.merge(price.currency(), price.times(count), Money::plus);
            }
        });
        return List.copyOf(totals.values());
    }

    private static Optional<Money> optionalMoney(ResultSet row, String column) throws SQLException {
        return row.getBigDecimal(column) == null ? Optional.empty() : Optional.of(money(row, column));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getBigDecimal(column), row.getString("currency"));
    }

    /** What was charged while a country paid with it stays to be corrected in it. */
    private boolean isChargedIn(String currency, ProgramId program) {
        return jdbc.sql("select count(*) from charge where program_id = :program and currency = :currency")
                        .param("program", program.value())
                        .param("currency", currency)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static Optional<Money> money(String amount, String currency, Map<ChargeField, Refusal> problems) {
        return money(amount, currency, CURRENCIES::contains, problems);
    }

    private static Optional<Money> money(
            String amount, String currency, Predicate<String> known, Map<ChargeField, Refusal> problems) {
        String number = Cells.strip(amount);
        String code = Cells.strip(currency).toUpperCase(Locale.ROOT);
        if (!AMOUNT.matcher(number).matches()) {
            problems.put(ChargeField.AMOUNT, Refusal.of("charge.amount"));
        }
        if (!known.test(code)) {
            problems.put(ChargeField.CURRENCY, Refusal.of("charge.currency"));
        }
        return problems.containsKey(ChargeField.AMOUNT) || problems.containsKey(ChargeField.CURRENCY)
                ? Optional.empty()
                : Optional.of(new Money(new BigDecimal(number.replace(',', '.')), code));
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Today, in UTC. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private void expectAdministrator() {
        if (!permissions.reach().holds(Permission.PLATFORM_ADMINISTRATOR)) {
            throw new NotFoundException("charges for somebody who administers nothing");
        }
    }
}
