package learningmanager.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import learningmanager.audit.AuditAction;
import learningmanager.base.NotFoundException;
import learningmanager.base.Slice;
import learningmanager.testing.Invite;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** SPEC 9: the audit log, read. */
@ServiceTest
class AuditTrailTest {
    @Autowired
    AuditTrailService trail;

    @Autowired
    OrganisationService organisations;

    @Autowired
    Invite invite;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void something_was_done() {
        SignIn.as("manager@example.org");
        ((AbstractAuthenticationToken) Objects.requireNonNull(
                        SecurityContextHolder.getContext().getAuthentication()))
                .setDetails(new WebAuthenticationDetails("192.0.2.1", null));
        invite.learner("=HYPERLINK(1)", "lea@example.com", "Data Analytics", "DATA-ANALYTICS-2");
        SignIn.as("admin@example.org");
        organisations.add(OrganisationFacts.named("@New College"));
    }

    @Test
    void events_are_found_by_who_by_what_by_action_and_by_day() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assertThat(found(new AuditFilter("MANAGER@", false, Optional.empty(), Optional.empty(), Optional.empty())))
                .contains(AuditAction.INVITED)
                .doesNotContain(AuditAction.ORGANISATION_ADDED);
        for (String part : List.of("lea@EXAMPLE.com", "example univ", "data analyt", "spring 2027", "192.0.2.1")) {
            assertThat(found(new AuditFilter(part, false, Optional.empty(), Optional.empty(), Optional.empty())))
                    .as(part)
                    .contains(AuditAction.INVITED)
                    .doesNotContain(AuditAction.ORGANISATION_ADDED);
        }
        assertThat(found(new AuditFilter("new college", false, Optional.empty(), Optional.empty(), Optional.empty())))
                .containsExactly(AuditAction.ORGANISATION_ADDED);
        assertThat(found(new AuditFilter(
                        "", false, Optional.of(AuditAction.INVITED), Optional.of(today), Optional.of(today))))
                .containsExactly(AuditAction.INVITED);
        assertThat(found(
                        new AuditFilter("", false, Optional.empty(), Optional.of(today.plusDays(2)), Optional.empty())))
                .isEmpty();
        assertThat(found(new AuditFilter("%", false, Optional.empty(), Optional.empty(), Optional.empty())))
                .isEmpty();
    }

    @Test
    void an_invitation_to_several_runs_names_them_and_how_many_more_there_are_where_not_all_fit() {
        SignIn.as("manager@example.org");
        String[] runs = {"BSC-COMPUTING-2027C", "BSC-COMPUTING-2027A", "BSC-COMPUTING-2027B"};
        invite.learner("EU-7001", "lou@example.com", "BSc Computing", runs);
        jdbc.update("update program_run set name = rpad(name, 200, '.') where code like 'BSC-COMPUTING-%'");
        jdbc.update("""
                insert into program_run (id, program_id, name, starts_on, ends_on, open, code)
                select uuidv7(), program_id, name, date '2030-01-01', date '2030-02-01', open, code || '-AGAIN'
                from program_run where code like 'BSC-COMPUTING-%'""");
        invite.learner(
                "EU-7002",
                "leo@example.com",
                "BSc Computing",
                Stream.of(runs).flatMap(run -> Stream.of(run, run + "-AGAIN")).toArray(String[]::new));

        SignIn.as("admin@example.org");
        List<AuditLine> lines = trail.events(
                new AuditFilter("bsc", false, Optional.of(AuditAction.INVITED), Optional.empty(), Optional.empty()),
                Slice.at(0, 2));
        assertThat(lines.getLast().became())
                .isEqualTo("lou@example.com · BSc Computing, first term 2027 · BSc Computing, second term 2027"
                        + " · BSc Computing, third term 2027");
        assertThat(lines.getFirst().became())
                .startsWith("leo@example.com · BSc Computing, first term 2027.....")
                .endsWith(" · +2")
                .hasSizeLessThanOrEqualTo(1000);
    }

    @Test
    void who_did_it_is_named_by_the_address_of_then() {
        jdbc.update("update account set email = 'renamed@example.org' where email = 'manager@example.org'");

        assertThat(trail.events(ofManager(), Slice.at(0, 100)))
                .isNotEmpty()
                .extracting(AuditLine::who)
                .containsOnly("manager@example.org");
    }

    private static AuditFilter ofManager() {
        return new AuditFilter("manager@", false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void a_download_has_them_all_and_nothing_that_a_spreadsheet_would_run() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        trail.writeCsv(AuditFilter.ALL, out, AuditTrailTest::asItIs);
        String csv = out.toString(StandardCharsets.UTF_8);
        assertThat(csv)
                .startsWith("\uFEFFat_utc,action,who")
                .contains("'=HYPERLINK(1)", "'@New College", ",\"Data Analytics, spring 2027\",");
        assertThat(csv.lines()).hasSize(trail.countEvents(AuditFilter.ALL) + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"manager@example.org", "learner@example.org", ""})
    void who_is_no_administrator_reads_nothing(String who) {
        SignIn.out();
        if (!who.isEmpty()) {
            SignIn.as(who);
        }
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> trail.events(AuditFilter.ALL, Slice.at(0, 10)),
                () -> trail.countEvents(AuditFilter.ALL),
                () -> trail.writeCsv(AuditFilter.ALL, new ByteArrayOutputStream(), AuditTrailTest::asItIs))) {
            assertThatThrownBy(call).isInstanceOf(NotFoundException.class);
        }
    }

    private static AuditText asItIs(AuditLine event) {
        return new AuditText(event.action().name(), event.who(), event.subject(), event.was(), event.became());
    }

    private List<AuditAction> found(AuditFilter filter) {
        List<AuditLine> lines = trail.events(filter, Slice.at(0, 100));
        for (int i = 0; i < lines.size(); i++) {
            assertThat(trail.events(filter, new Slice<>(Optional.of(lines.get(i)), 0, 100)))
                    .isEqualTo(lines.subList(i + 1, lines.size()));
        }
        assertThat(trail.countEvents(filter)).isEqualTo(lines.size());
        return lines.stream().map(AuditLine::action).toList();
    }
}
