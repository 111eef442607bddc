package learningmanager.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.Columns;
import learningmanager.base.ExternalLearnerId;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.Refusal;
import learningmanager.program.Program;
import learningmanager.program.ProgramKind;
import learningmanager.security.Permissions;
import learningmanager.testing.Invite;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import learningmanager.testing.TestClock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** SPEC 9: charges. */
@ServiceTest
class ChargesTest {
    private static final YearMonth MARCH = YearMonth.of(2027, 3);

    @Autowired
    ChargeService charges;

    @Autowired
    LearnerService learners;

    @Autowired
    Permissions permissions;

    @Autowired
    Invite invite;

    @Autowired
    TestClock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private Program degree;
    private Program microcredential;

    @BeforeEach
    void it_is_the_middle_of_march() {
        clock.set(Instant.parse("2027-03-15T12:00:00Z"));
        SignIn.as("manager@example.org");
        degree = invite.program("BSc Computing");
        microcredential = invite.program("Data Analytics");
        SignIn.as("admin@example.org");
    }

    @Test
    void each_enrolment_is_charged_once_at_the_rate_of_its_day() {
        rate(Optional.empty(), Optional.empty(), "100", "2027-03-01");
        rate(Optional.empty(), Optional.empty(), "120.50", "2027-03-10");
        enrol("EU-1", degree, "2027-03-09T23:59:59Z");
        enrol("EU-2", degree, "2027-03-10T00:00:00Z");
        enrol("EU-2", degree, "2027-03-11T00:00:00Z");

        assertThat(charges.report(MARCH))
                .extracting(ChargeLine::enrolments, ChargeLine::rate, ChargeLine::total)
                .containsExactly(
                        tuple(1, Optional.of(euros("100.00")), Optional.of(euros("100.00"))),
                        tuple(1, Optional.of(euros("120.50")), Optional.of(euros("120.50"))));
        assertThat(ChargeService.totals(charges.report(MARCH))).containsExactly(euros("220.50"));
    }

    @Test
    void enrolments_at_the_same_rate_are_one_line() {
        rate(Optional.empty(), Optional.empty(), "100", "2027-03-01");
        enrol("EU-1", degree, "2027-03-09T00:00:00Z");
        enrol("EU-2", degree, "2027-03-10T00:00:00Z");
        assertThat(charges.report(MARCH))
                .extracting(ChargeLine::enrolments, ChargeLine::rate, ChargeLine::total)
                .containsExactly(tuple(2, Optional.of(euros("100.00")), Optional.of(euros("200.00"))));
    }

    @Test
    void a_programs_rate_goes_before_that_of_its_kind_and_that_before_the_organisations() {
        rate(Optional.empty(), Optional.empty(), "1", "2027-01-01");
        rate(Optional.of(ProgramKind.DEGREE), Optional.empty(), "10", "2027-01-01");
        enrol("EU-1", degree, "2027-03-02T00:00:00Z");
        rate(Optional.empty(), Optional.of(degree), "100", "2027-01-01");
        enrol("EU-2", degree, "2027-03-03T00:00:00Z");
        enrol("EU-3", microcredential, "2027-03-03T00:00:00Z");

        assertThat(charges.report(MARCH))
                .extracting(ChargeLine::program, ChargeLine::total)
                .containsExactly(
                        tuple("BSc Computing", Optional.of(euros("10.00"))),
                        tuple("BSc Computing", Optional.of(euros("100.00"))),
                        tuple("Data Analytics", Optional.of(euros("1.00"))));
    }

    @Test
    void without_a_rate_enrolments_are_counted_and_a_rate_that_begins_in_the_past_charges_them() {
        enrol("EU-1", degree, "2027-03-02T00:00:00Z");
        enrol("EU-2", degree, "2027-03-04T00:00:00Z");
        assertThat(charges.report(MARCH)).singleElement().satisfies(line -> {
            assertThat(line.enrolments()).isEqualTo(2);
            assertThat(line.total()).isEmpty();
        });
        assertThat(wouldCharge(Optional.empty(), Optional.empty(), "50", "2027-03-03"))
                .isEqualTo(1);
        assertThat(wouldCharge(Optional.of(ProgramKind.DEGREE), Optional.empty(), "50", "2027-03-01"))
                .isEqualTo(2);
        assertThat(wouldCharge(Optional.of(ProgramKind.MICROCREDENTIAL), Optional.empty(), "50", "2027-03-01"))
                .isZero();
        assertThat(wouldCharge(Optional.empty(), Optional.of(microcredential), "50", "2027-03-01"))
                .isZero();
        assertThat(wouldCharge(Optional.empty(), Optional.empty(), "-50", "2027-03-01"))
                .isZero();
        assertThat(wouldCharge(Optional.empty(), Optional.empty(), "fifty", "2027-03-01"))
                .isZero();

        rate(Optional.empty(), Optional.empty(), "50", "2027-03-03");

        assertThat(charges.report(MARCH)).hasSize(2);
        assertThat(ChargeService.totals(charges.report(MARCH))).containsExactly(euros("50.00"));
        assertThat(wouldCharge(Optional.empty(), Optional.empty(), "50", "2027-03-03"))
                .isZero();
    }

    private int wouldCharge(Optional<ProgramKind> kind, Optional<Program> program, String amount, String from) {
        return charges.wouldCharge(new RateFacts(
                Optional.of(degree.organisationId()),
                kind,
                program.map(Program::id),
                amount,
                "EUR",
                Optional.of(LocalDate.parse(from))));
    }

    @Test
    void who_enrolled_at_the_same_moment_as_the_rate_was_set_is_charged_a_little_later() {
        rate(Optional.empty(), Optional.empty(), "50", "2027-03-01");
        jdbc.sql("""
                        insert into enrolment (id, learner_id, program_id, run_id, enrolled_at, how, enrolled_by)
                        select uuidv7(), e.learner_id, :program, null, :at, e.how, e.enrolled_by from enrolment e""")
                .param("program", degree.id().value())
                .param("at", Columns.at(clock.instant()))
                .update();
        assertThat(ChargeService.totals(charges.report(MARCH))).isEmpty();

        jdbc.sql(
                        "select task_instance from scheduled_tasks where task_name = 'charge-missed' and execution_time > :now")
                .param("now", Columns.at(clock.instant()))
                .query(String.class)
                .list()
                .forEach(rate -> charges.chargeMissed(UUID.fromString(rate)));

        assertThat(ChargeService.totals(charges.report(MARCH))).containsExactly(euros("50.00"));
    }

    @Test
    void the_audit_log_says_what_a_rate_is_for_and_to_which_month_a_correction_goes() {
        rate(Optional.of(ProgramKind.DEGREE), Optional.empty(), "10", "2027-03-01");
        rate(Optional.empty(), Optional.of(degree), "50", "2027-03-01");
        charges.correct(
                new CorrectionFacts(Optional.of(degree.id()), Optional.empty(), MARCH, "-50", "EUR", "By mistake"));
        assertThat(jdbc.sql("""
                        select e.subject_name, e.became, p.title from audit_event e left join program p on p.id = e.program_id
                        where e.action in ('RATE_SET', 'CHARGE_CORRECTED') order by e.id""")
                        .query((row, number) -> row.getString("subject_name") + " | " + row.getString("became") + " | "
                                + row.getString("title"))
                        .list())
                .containsExactly(
                        "Example University | 10.00 EUR from 2027-03-01 · DEGREE | null",
                        "Example University | 50.00 EUR from 2027-03-01 | BSc Computing",
                        "BSc Computing | -50.00 EUR for 2027-03, By mistake | BSc Computing");
    }

    @Test
    void a_correction_is_a_line_of_its_own() {
        rate(Optional.empty(), Optional.empty(), "50", "2027-03-01");
        enrol("EU-1", degree, "2027-03-02T00:00:00Z");
        assertThat(charges.correct(new CorrectionFacts(
                        Optional.of(degree.id()), Optional.empty(), MARCH, "-50", "eur", "Enrolled by mistake")))
                .isEmpty();

        assertThat(charges.report(MARCH))
                .extracting(ChargeLine::reason)
                .containsExactlyInAnyOrder("", "Enrolled by mistake");
        assertThat(ChargeService.totals(charges.report(MARCH))).containsExactly(euros("0.00"));
        assertThat(charges.report(MARCH.plusMonths(1))).isEmpty();
    }

    @Test
    void a_correction_of_one_run_stands_with_that_run() {
        ProgramRunId run = charges.runs(degree.id()).getFirst().id();
        charges.correct(new CorrectionFacts(
                Optional.of(degree.id()), Optional.of(run), MARCH, "-50", "EUR", "Enrolled by mistake"));
        assertThat(charges.report(MARCH)).extracting(ChargeLine::run).containsExactly("BSc Computing, first term 2027");

        ProgramRunId others = jdbc.sql("select id from program_run where code = 'DATA-ANALYTICS-2'")
                .query((row, number) -> Columns.id(row, "id", ProgramRunId::new))
                .single();
        assertThatThrownBy(() -> charges.correct(new CorrectionFacts(
                        Optional.of(degree.id()), Optional.of(others), MARCH, "-50", "EUR", "A test")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void a_months_file_has_amounts_that_a_spreadsheet_reckons_with_and_nothing_that_it_would_run() {
        rate(Optional.empty(), Optional.empty(), "50.50", "2027-03-01");
        enrol("EU-1", degree, "2027-03-02T00:00:00Z");
        charges.correct(new CorrectionFacts(
                Optional.of(degree.id()), Optional.empty(), MARCH, "-1.50", "EUR", "=HYPERLINK(1)"));
        ByteArrayOutputStream file = new ByteArrayOutputStream();

        charges.writeFile(MARCH, file);

        assertThat(file.toString(StandardCharsets.UTF_8).lines())
                .containsExactlyInAnyOrder(
                        "\uFEFFmonth,organisation,program,run,enrolments,rate,amount,currency,correction",
                        "2027-03,Example University,BSc Computing,\"BSc Computing, third term 2027\",1,50.50,50.50,EUR,",
                        "2027-03,Example University,BSc Computing,,0,,-1.50,EUR,'=HYPERLINK(1)");
    }

    @Test
    void all_that_is_wrong_is_told_at_once_each_at_its_field() {
        assertThat(charges.setRate(new RateFacts(
                        Optional.empty(), Optional.empty(), Optional.empty(), "-1", "€", Optional.empty())))
                .containsOnlyKeys(
                        ChargeField.ORGANISATION, ChargeField.AMOUNT, ChargeField.CURRENCY, ChargeField.VALID_FROM);
        assertThat(charges.correct(new CorrectionFacts(Optional.empty(), Optional.empty(), MARCH, "1.234", "EUR", " ")))
                .containsOnlyKeys(ChargeField.PROGRAM, ChargeField.AMOUNT, ChargeField.REASON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "0.00", "00,0"})
    void a_correction_of_nothing_is_refused_whatever_else_is_wrong(String amount) {
        assertThat(charges.correct(new CorrectionFacts(
                        Optional.of(degree.id()), Optional.empty(), MARCH, amount, "EUR", "By mistake")))
                .isEqualTo(Map.of(ChargeField.AMOUNT, Refusal.of("charge.nothing")));
        assertThat(charges.correct(new CorrectionFacts(
                        Optional.of(degree.id()), Optional.empty(), MARCH, amount, "€", "By mistake")))
                .containsEntry(ChargeField.AMOUNT, Refusal.of("charge.nothing"));
        assertThat(charges.report(MARCH)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZZZ", "XXX", "XTS", "XAU", "DEM", "€", "EURO", ""})
    void what_no_country_pays_with_is_no_currency(String currency) {
        assertThat(charges.setRate(new RateFacts(
                        Optional.of(degree.organisationId()),
                        Optional.empty(),
                        Optional.empty(),
                        "1",
                        currency,
                        Optional.of(MARCH.atDay(1)))))
                .isEqualTo(Map.of(ChargeField.CURRENCY, Refusal.of("charge.currency")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR", "usd", " CHF ", "JPY", "XOF"})
    void what_a_country_pays_with_is_one(String currency) {
        assertThat(charges.correct(new CorrectionFacts(
                        Optional.of(degree.id()), Optional.empty(), MARCH, "1", currency, "A test")))
                .isEmpty();
    }

    @Test
    void what_was_charged_in_a_currency_that_is_gone_is_corrected_in_it() {
        charges.correct(new CorrectionFacts(
                Optional.of(degree.id()), Optional.empty(), MARCH, "1", "EUR", "As if it were of then"));
        jdbc.sql("update charge set currency = 'DEM'").update();

        assertThat(charges.correct(new CorrectionFacts(
                        Optional.of(degree.id()), Optional.empty(), MARCH, "-1", "dem", "Charged by mistake")))
                .isEmpty();
        assertThat(charges.correct(new CorrectionFacts(
                        Optional.of(microcredential.id()), Optional.empty(), MARCH, "-1", "dem", "Charged by mistake")))
                .containsOnlyKeys(ChargeField.CURRENCY);
    }

    @Test
    void managers_learn_what_their_own_enrolments_would_cost() {
        rate(Optional.of(ProgramKind.DEGREE), Optional.empty(), "10", "2027-01-01");
        SignIn.as("manager@example.org");
        assertThat(ChargeService.cost(charges.prices(), Map.of(degree.id(), 3, microcredential.id(), 5)))
                .containsExactly(euros("30.00"));
        SignIn.as("institute@example.org");
        assertThat(charges.prices()).isEmpty();
        SignIn.out();
        assertThat(charges.prices()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"manager@example.org", "program-admin@example.org", "learner@example.org", ""})
    void who_is_no_administrator_finds_no_charges(String who) {
        SignIn.out();
        if (!who.isEmpty()) {
            SignIn.as(who);
        }
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                charges::rates,
                () -> charges.report(MARCH),
                () -> charges.writeFile(MARCH, new ByteArrayOutputStream()),
                () -> charges.setRate(new RateFacts(
                        Optional.of(degree.organisationId()),
                        Optional.empty(),
                        Optional.empty(),
                        "1",
                        "EUR",
                        Optional.empty())),
                () -> charges.correct(
                        new CorrectionFacts(Optional.of(degree.id()), Optional.empty(), MARCH, "1", "EUR", "x")))) {
            assertThatThrownBy(call).isInstanceOf(NotFoundException.class);
        }
    }

    private void rate(Optional<ProgramKind> kind, Optional<Program> program, String amount, String from) {
        OrganisationId university = degree.organisationId();
        Map<ChargeField, Refusal> problems = charges.setRate(new RateFacts(
                Optional.of(university),
                kind,
                program.map(Program::id),
                amount,
                "EUR",
                Optional.of(LocalDate.parse(from))));
        assertThat(problems).isEmpty();
    }

    private void enrol(String learner, Program program, String at) {
        transaction.executeWithoutResult(status -> learners.enrol(
                learners.lock(program.organisationId(), new ExternalLearnerId(learner))
                        .id(),
                program.id(),
                Optional.of(program.runsInOrder().getLast().id()),
                EnrolmentHow.DIRECT,
                permissions.me().id(),
                Instant.parse(at)));
    }

    private static Money euros(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }
}
