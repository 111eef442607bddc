package learningmanager.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import learningmanager.base.InvitationId;
import learningmanager.base.NotFoundException;
import learningmanager.base.ProgramRunId;
import learningmanager.base.Refusal;
import learningmanager.base.Slice;
import learningmanager.mail.DeliveryStatus;
import learningmanager.program.RunScope;
import learningmanager.testing.SignIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** SPEC 4. */
class InviteOneLearnerTest extends InvitationTest {
    @Autowired
    TransactionTemplate transaction;

    @Test
    void a_learner_is_invited_to_a_run_of_a_microcredential() {
        Sending.Sent sent =
                sent(invitations.send(request("Data Analytics", " EU-2001 ", " lea@example.com", "DATA-ANALYTICS-2")));

        assertThat(sent.learner().text()).isEqualTo("EU-2001");
        assertThat(sent.email().text()).isEqualTo("lea@example.com");
        assertThat(sentInvitations.sent(
                        RunScope.of(program("Data Analytics").id(), run("DATA-ANALYTICS-2")),
                        InvitationFilter.ALL,
                        InvitationOrder.NEWEST_FIRST,
                        Slice.at(0, 10)))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.invitation()).isEqualTo(sent.invitation());
                    assertThat(line.externalLearnerId()).isEqualTo("EU-2001");
                    assertThat(line.email()).contains("lea@example.com");
                    assertThat(line.status()).isEqualTo(RunStatus.PENDING);
                    assertThat(line.sentAt()).isEqualTo(clock.instant());
                    assertThat(line.expiresAt())
                            .isEqualTo(clock.instant().plus(FOUR_WEEKS).truncatedTo(ChronoUnit.SECONDS));
                    assertThat(line.delivery()).contains(DeliveryStatus.QUEUED);
                });
    }

    @Test
    void the_mail_is_queued_in_the_transaction_that_makes_the_invitation() {
        InvitationId id = invite("Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-2");
        assertThat(mailAbout(id)).contains(DeliveryStatus.QUEUED);

        transaction.executeWithoutResult(status -> {
            invite("Data Analytics", "EU-2002", "leo@example.com", "DATA-ANALYTICS-2");
            status.setRollbackOnly();
        });
        assertThat(count("invitation")).isEqualTo(1);
        assertThat(count("mail_message")).isEqualTo(1);
    }

    @Test
    void a_microcredential_takes_exactly_one_run() {
        assertThat(invitations.send(request("Data Analytics", "EU-2001", "lea@example.com")))
                .isEqualTo(refused(InviteField.RUNS, Refusal.of("runs.exactly-one")));
        assertThat(invitations.send(request(
                        "Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-1", "DATA-ANALYTICS-2")))
                .isEqualTo(refused(InviteField.RUNS, Refusal.of("runs.exactly-one")));
        nothingWasSent();
    }

    @Test
    void a_degree_takes_one_run() {
        InvitationId id = invite("BSc Computing", "EU-2001", "lea@example.com", "BSC-COMPUTING-2027A");
        assertThat(statusOf(id, run("BSC-COMPUTING-2027A").value())).isEqualTo(RunStatus.PENDING);
        assertThat(count("invited_run")).isEqualTo(1);
    }

    @Test
    void a_degree_takes_as_many_runs_as_one_likes_in_one_invitation_and_one_mail() {
        InvitationId id = invite(
                "BSc Computing",
                "EU-2001",
                "lea@example.com",
                "BSC-COMPUTING-2027A",
                "BSC-COMPUTING-2027B",
                "BSC-COMPUTING-2027C");
        for (ProgramRunId run : runs("BSC-COMPUTING-2027A", "BSC-COMPUTING-2027B", "BSC-COMPUTING-2027C")) {
            assertThat(statusOf(id, run.value())).isEqualTo(RunStatus.PENDING);
        }
        assertThat(count("invitation")).isEqualTo(1);
        assertThat(count("mail_message")).isEqualTo(1);
    }

    @Test
    void a_degree_takes_no_run_and_the_invitation_then_stands_under_all_runs() {
        InvitationId id = invite("BSc Computing", "EU-2001", "lea@example.com");

        assertThat(sentInvitations.sent(
                        RunScope.allRuns(program("BSc Computing").id()),
                        InvitationFilter.ALL,
                        InvitationOrder.NEWEST_FIRST,
                        Slice.at(0, 10)))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.invitation()).isEqualTo(id);
                    assertThat(line.run()).isEmpty();
                });
        assertThat(sentInvitations.countSent(
                        RunScope.of(program("BSc Computing").id(), run("BSC-COMPUTING-2027A")), InvitationFilter.ALL))
                .isZero();
        assertThat(invitations.send(request("BSc Computing", "EU-2001", "lea@example.com")))
                .isEqualTo(refused(InviteField.RUNS, Refusal.of("runs.program-pending", "BSc Computing")));
        invite("BSc Computing", "EU-2001", "lea@example.com", "BSC-COMPUTING-2027A");
    }

    @Test
    void a_closed_run_can_be_invited_to() {
        assertThat(program("Data Analytics")
                        .run(run("DATA-ANALYTICS-1"))
                        .orElseThrow()
                        .open())
                .isFalse();
        invite("Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-1");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"\", learner-id.missing",
                "1.23E+11, learner-id.damaged-by-spreadsheet",
                "\"EU\u000720\", learner-id.control-character"
            })
    void a_wrong_learner_id_is_refused_at_its_field(String learnerId, String code) {
        assertThat(whatIsWrong(request("Data Analytics", learnerId, "lea@example.com", "DATA-ANALYTICS-2")))
                .isEqualTo(Map.of(InviteField.LEARNER_ID, code));
        nothingWasSent();
    }

    @Test
    void a_learner_id_of_100_characters_is_taken_and_one_more_is_refused() {
        assertThat(whatIsWrong(request("Data Analytics", "7".repeat(101), "lea@example.com", "DATA-ANALYTICS-2")))
                .isEqualTo(Map.of(InviteField.LEARNER_ID, "learner-id.too-long"));
        nothingWasSent();
        invite("Data Analytics", "7".repeat(100), "lea@example.com", "DATA-ANALYTICS-2");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"\", email.missing",
                "lea, email.no-at",
                "\"lea@example.com, leo@example.com\", email.two-addresses",
                "Lea <lea@example.com>, email.display-name",
                "lea..lea@example.com, email.dots",
                "lea@example, email.domain-without-dot",
                "lea@exa_mple.com, email.domain-underscore",
                "lea@127.0.0.1, email.domain-address"
            })
    void a_wrong_e_mail_address_is_refused_at_its_field(String email, String code) {
        assertThat(whatIsWrong(request("Data Analytics", "EU-2001", email, "DATA-ANALYTICS-2")))
                .isEqualTo(Map.of(InviteField.EMAIL, code));
        nothingWasSent();
    }

    @Test
    void a_wrong_expiry_time_is_refused_at_its_field() {
        Instant now = clock.instant();
        assertThat(whatIsWrong(expiring(Optional.empty()))).isEqualTo(Map.of(InviteField.EXPIRY, "expiry.not-chosen"));
        assertThat(whatIsWrong(expiring(Optional.of(now)))).isEqualTo(Map.of(InviteField.EXPIRY, "expiry.chosen-past"));
        assertThat(whatIsWrong(expiring(Optional.of(now.plus(Duration.ofDays(6 * 366))))))
                .isEqualTo(Map.of(InviteField.EXPIRY, "expiry.chosen-too-far"));
        nothingWasSent();
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        assertThat(whatIsWrong(
                        new InvitationRequest(program("Data Analytics").id(), Set.of(), "", "lea", Optional.empty())))
                .isEqualTo(Map.of(
                        InviteField.RUNS, "runs.exactly-one",
                        InviteField.LEARNER_ID, "learner-id.missing",
                        InviteField.EMAIL, "email.no-at",
                        InviteField.EXPIRY, "expiry.not-chosen"));
        nothingWasSent();
    }

    @Test
    void a_run_that_the_learner_holds_is_told_together_with_what_else_is_wrong() {
        assertThat(whatIsWrong(request("Data Analytics", "EU-1001", "lea", "DATA-ANALYTICS-1")))
                .isEqualTo(Map.of(InviteField.RUNS, "runs.enrolled", InviteField.EMAIL, "email.no-at"));
        nothingWasSent();
    }

    @Test
    void a_run_of_another_program_is_not_found() {
        InvitationRequest astray = new InvitationRequest(
                program("BSc Computing").id(),
                runs("DATA-ANALYTICS-2"),
                "EU-2001",
                "lea@example.com",
                Optional.of(clock.instant().plus(FOUR_WEEKS)));
        assertThatThrownBy(() -> invitations.send(astray)).isInstanceOf(NotFoundException.class);
        nothingWasSent();
    }

    @Test
    void a_run_that_the_learner_is_enrolled_on_is_refused_and_marked() {
        assertThat(invitations.send(request("Data Analytics", "EU-1001", LEARNER, "DATA-ANALYTICS-1")))
                .isEqualTo(refused(InviteField.RUNS, Refusal.of("runs.enrolled", nameOf("DATA-ANALYTICS-1"))));
        nothingWasSent();
        assertThat(invitations.held(program("Data Analytics").id(), " EU-1001"))
                .isEqualTo(Map.of(run("DATA-ANALYTICS-1").value(), Holding.ENROLLED));
    }

    @Test
    void a_run_that_is_pending_is_refused_and_marked_and_the_others_can_still_be_invited_to() {
        invite("BSc Computing", "EU-2001", "lea@example.com", "BSC-COMPUTING-2027A");

        assertThat(invitations.send(request(
                        "BSc Computing", "EU-2001", "lea@example.com", "BSC-COMPUTING-2027A", "BSC-COMPUTING-2027B")))
                .isEqualTo(refused(InviteField.RUNS, Refusal.of("runs.pending", nameOf("BSC-COMPUTING-2027A"))));
        assertThat(count("invitation")).isEqualTo(1);
        assertThat(count("mail_message")).isEqualTo(1);
        assertThat(invitations.held(program("BSc Computing").id(), "EU-2001"))
                .isEqualTo(Map.of(run("BSC-COMPUTING-2027A").value(), Holding.PENDING));

        invite("BSc Computing", "EU-2001", "lea@example.com", "BSC-COMPUTING-2027B");
    }

    @Test
    void after_cancelling_the_learner_can_be_invited_again() {
        InvitationId first = invite("Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-2");
        invitations.cancel(first, run("DATA-ANALYTICS-2").value());
        invite("Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-2");
    }

    @Test
    void after_declining_the_learner_can_be_invited_again() {
        InvitationId first = invite("Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-2");
        acceptances.decline(tokenOf(first));
        invite("Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-2");
    }

    @Test
    void after_the_expiry_time_the_learner_can_be_invited_again() {
        InvitationId first = invite("Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-2");
        clock.advance(FOUR_WEEKS);
        assertThat(invitations.held(program("Data Analytics").id(), "EU-2001")).isEmpty();
        InvitationId second = invite("Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-2");

        assertThat(second).isNotEqualTo(first);
        assertThat(acceptances.look(tokenOf(first))).isInstanceOf(Offer.Expired.class);
        assertThat(acceptances.look(tokenOf(second))).isInstanceOf(Offer.Open.class);
    }

    @Test
    void inviting_again_settles_the_request_for_a_new_link() {
        InvitationId first = invite("Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-2");
        clock.advance(FOUR_WEEKS);
        acceptances.askForNewLink(tokenOf(first));
        assertThat(sentInvitations.newLinkRequests()).hasSize(1);

        invite("Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-2");
        assertThat(sentInvitations.newLinkRequests()).isEmpty();
    }

    @Test
    void the_personal_link_is_shown_while_the_learner_id_is_not_linked() {
        Optional<String> link = sent(invitations.send(
                        request("Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-2")))
                .link();
        assertThat(link).hasValueSatisfying(address -> {
            assertThat(address).startsWith("http://localhost:8080/accept/");
            assertThat(acceptances.look(tokenIn(address))).isInstanceOf(Offer.Open.class);
        });

        assertThat(sent(invitations.send(request("Data Analytics", "EU-1001", LEARNER, "DATA-ANALYTICS-2")))
                        .link())
                .isEmpty();
    }

    @Test
    void the_preview_is_the_mail_with_a_link_that_leads_nowhere() {
        InvitationRequest request = request("Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-2");
        assertThat(invitations.preview(request)).hasValueSatisfying(mail -> {
            assertThat(mail.senderName()).isEqualTo("Example University");
            assertThat(mail.recipient().text()).isEqualTo("lea@example.com");
            assertThat(mail.replyTo())
                    .hasValueSatisfying(ask -> assertThat(ask.text()).isEqualTo(MANAGER));
            String link = mail.text()
                    .lines()
                    .filter(line -> line.contains("/accept/"))
                    .findFirst()
                    .orElseThrow();
            assertThat(acceptances.look(tokenIn(link))).isInstanceOf(Offer.NotValid.class);
        });
        nothingWasSent();
    }

    @Test
    void there_is_no_preview_without_a_learner_and_an_address() {
        InvitationRequest request = request("Data Analytics", " ", "lea");
        assertThat(invitations.preview(request)).isEmpty();
        assertThat(invitations.problems(request))
                .containsOnlyKeys(InviteField.RUNS, InviteField.LEARNER_ID, InviteField.EMAIL);
        assertThat(invitations.preview(request("Data Analytics", "EU-2001", "lea", "DATA-ANALYTICS-2")))
                .isEmpty();
        assertThat(invitations.preview(request("Data Analytics", " ", "lea@example.com", "DATA-ANALYTICS-2")))
                .isEmpty();
    }

    @Test
    void somebody_who_may_not_manage_the_program_sends_nothing() {
        InvitationRequest request = request("BSc Computing", "EU-2001", "lea@example.com");
        SignIn.as("program-admin@example.org");
        assertThatThrownBy(() -> invitations.send(request)).isInstanceOf(NotFoundException.class);
        nothingWasSent();
    }

    private InvitationRequest expiring(Optional<Instant> at) {
        return new InvitationRequest(
                program("Data Analytics").id(), runs("DATA-ANALYTICS-2"), "EU-2001", "lea@example.com", at);
    }

    private Map<InviteField, String> whatIsWrong(InvitationRequest request) {
        Sending sending = invitations.send(request);
        assertThat(sending).isInstanceOf(Sending.Refused.class);
        return ((Sending.Refused) sending)
                .problems().entrySet().stream()
                        .collect(java.util.stream.Collectors.toMap(
                                Map.Entry::getKey, problem -> problem.getValue().code()));
    }

    private static Sending refused(InviteField field, Refusal why) {
        return new Sending.Refused(Map.of(field, why));
    }

    private String nameOf(String runCode) {
        return programs.managed().stream()
                .flatMap(program -> program.run(run(runCode)).stream())
                .toList()
                .getFirst()
                .name();
    }

    private void nothingWasSent() {
        for (String table : List.of("invitation", "invited_run", "mail_message")) {
            assertThat(count(table)).as(table).isZero();
        }
    }
}
