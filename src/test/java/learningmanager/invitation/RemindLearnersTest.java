package learningmanager.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import learningmanager.admin.OrganisationFacts;
import learningmanager.admin.OrganisationService;
import learningmanager.audit.AuditAction;
import learningmanager.base.Columns;
import learningmanager.base.InvitationId;
import learningmanager.base.OrganisationId;
import learningmanager.mail.DeliveryStatus;
import learningmanager.mail.Mail;
import learningmanager.program.RunScope;
import learningmanager.testing.AtOnce;
import learningmanager.testing.SignIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** SPEC 6: reminders before expiry, off until an organisation sets its days. */
class RemindLearnersTest extends InvitationTest {
    private static final String TWO = "DATA-ANALYTICS-2";

    @Autowired
    Reminders reminders;

    @Autowired
    OrganisationService organisations;

    @Autowired
    CorrectionService corrections;

    @Autowired
    InvitationMails mails;

    @Test
    void nobody_is_reminded_until_an_organisation_sets_its_days() {
        invite("Data Analytics", "EU-2001", "lea@example.com", TWO);
        clock.advance(FOUR_WEEKS.minusHours(1));
        assertThat(due()).isZero();
    }

    @Test
    void a_learner_is_reminded_once_at_each_mark() {
        remindBefore("7, 1");
        InvitationId id = invite("Data Analytics", "EU-2001", "lea@example.com", TWO);
        assertThat(due()).isZero();

        clock.advance(FOUR_WEEKS.minusDays(7));
        assertThat(due()).isEqualTo(1);
        assertThat(due()).isZero();
        clock.advance(Duration.ofDays(5));
        assertThat(due()).isZero();
        clock.advance(Duration.ofDays(1));
        assertThat(due()).isEqualTo(1);
        assertThat(due()).isZero();

        assertThat(sentInvitations.history(id).events())
                .extracting(History.Event::action)
                .containsExactly(AuditAction.REMINDED, AuditAction.REMINDED);
        assertThat(sentInvitations.history(id).events().getFirst().by()).isEmpty();
        assertThat(sentInvitations.history(id).mails()).hasSize(3);
    }

    @Test
    void where_both_marks_passed_while_nothing_ran_there_is_one_mail() {
        remindBefore("7,1");
        invite("Data Analytics", "EU-2001", "lea@example.com", TWO);
        clock.advance(FOUR_WEEKS.minusHours(3));
        assertThat(due()).isEqualTo(1);
        assertThat(due()).isZero();
    }

    @Test
    void who_accepted_declined_or_was_canceled_and_what_expired_is_not_reminded() {
        remindBefore("7");
        InvitationId accepted = invite("Data Analytics", "EU-1001", LEARNER, TWO);
        InvitationId declined = invite("Data Analytics", "EU-2001", "lea@example.com", TWO);
        InvitationId canceled = invite("Data Analytics", "EU-2002", "leo@example.com", TWO);
        String token = tokenOf(accepted);
        SignIn.as(LEARNER);
        acceptances.accept(token);
        SignIn.as(MANAGER);
        acceptances.decline(tokenOf(declined));
        invitations.cancel(canceled, run(TWO).value());
        clock.advance(FOUR_WEEKS.minusDays(1));
        assertThat(due()).isZero();

        invite("Data Analytics", "EU-2003", "lou@example.com", TWO);
        clock.advance(FOUR_WEEKS);
        assertThat(due()).isZero();
    }

    @Test
    void an_invitation_sent_after_the_mark_or_handed_over_is_not_reminded_of() {
        remindBefore("60");
        invite("Data Analytics", "EU-2001", "lea@example.com", TWO);
        linkFor("EU-2002", "BSC-COMPUTING-2027A");
        clock.advance(Duration.ofDays(1));
        assertThat(due()).isZero();
    }

    @Test
    void one_that_was_extended_is_reminded_of_again_before_its_new_expiry() {
        remindBefore("7");
        invite("Data Analytics", "EU-2001", "lea@example.com", TWO);
        clock.advance(FOUR_WEEKS.minusDays(7));
        assertThat(due()).isEqualTo(1);
        corrections.extend(
                RunScope.of(program("Data Analytics").id(), run(TWO)),
                new Selection.AllMatching(InvitationFilter.ALL),
                Optional.of(clock.instant().plus(FOUR_WEEKS)));
        assertThat(due()).isZero();
        clock.advance(FOUR_WEEKS.minusDays(7));
        assertThat(due()).isEqualTo(1);
    }

    @Test
    void a_reminder_says_that_it_is_one() {
        remindBefore("7");
        InvitationId id = invite("Data Analytics", "EU-2001", "lea@example.com", TWO);
        assertThat(mail(id).subject()).doesNotContain("Reminder");
        mailsGoOut();
        clock.advance(FOUR_WEEKS.minusDays(7));
        due();
        assertThat(mail(id).subject()).startsWith("Reminder: ");
        assertThat(mail(id).text()).contains("have not answered yet");
    }

    @Test
    void who_got_the_mail_late_is_not_reminded_of_it_at_once() {
        remindBefore("7, 1");
        invite("Data Analytics", "EU-2001", "lea@example.com", TWO);
        clock.advance(FOUR_WEEKS.minusDays(7));
        jdbc.sql("update mail_message set status = 'SENT', sent_at = :at")
                .param("at", Columns.at(clock.instant().plus(Duration.ofHours(1))))
                .update();
        clock.advance(Duration.ofHours(2));
        assertThat(reminders.queueDue()).isZero();

        clock.advance(Duration.ofDays(6));
        assertThat(reminders.queueDue()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(value = DeliveryStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "SENT")
    void who_has_not_got_the_latest_mail_is_not_reminded(DeliveryStatus status) {
        remindBefore("7, 1");
        invite("Data Analytics", "EU-2001", "lea@example.com", TWO);
        clock.advance(FOUR_WEEKS.minusDays(7));
        jdbc.sql("update mail_message set status = :status")
                .param("status", status.name())
                .update();
        assertThat(reminders.queueDue()).isZero();

        assertThat(due()).isEqualTo(1);
        jdbc.sql("update mail_message set status = :status where reminder")
                .param("status", status.name())
                .update();
        clock.advance(Duration.ofDays(6));
        assertThat(reminders.queueDue()).isZero();
    }

    @Test
    void what_a_corrected_address_gets_first_and_what_is_sent_again_is_no_reminder() {
        remindBefore("7");
        InvitationId corrected = invite("Data Analytics", "EU-2001", "lea@example.com", TWO);
        InvitationId again = invite("Data Analytics", "EU-2002", "leo@example.com", TWO);
        mailsGoOut();
        clock.advance(FOUR_WEEKS.minusDays(7));
        assertThat(due()).isEqualTo(2);
        mailsGoOut();

        corrections.correctEmail(corrected, "lea.new@example.com");
        corrections.resend(
                RunScope.of(program("Data Analytics").id(), run(TWO)),
                new Selection.Lines(List.of(new SentInvitation.Key(again, run(TWO).value()))));

        assertThat(mail(corrected).subject()).doesNotContain("Reminder");
        assertThat(mail(corrected).text()).doesNotContain("have not answered yet");
        assertThat(mail(again).subject()).doesNotContain("Reminder");
    }

    private int due() {
        mailsGoOut();
        return reminders.queueDue();
    }

    private void mailsGoOut() {
        jdbc.sql("update mail_message set status = 'SENT', sent_at = queued_at").update();
    }

    @Test
    void two_nodes_at_the_same_instant_remind_once() throws Exception {
        remindBefore("7");
        InvitationId id = invite("Data Analytics", "EU-2001", "lea@example.com", TWO);
        clock.advance(FOUR_WEEKS.minusDays(7));
        mailsGoOut();
        List<Integer> queued = AtOnce.all(List.of(
                AtOnce.by(MANAGER, () -> reminders.queueDue()), AtOnce.by(MANAGER, () -> reminders.queueDue())));
        assertThat(queued).containsExactlyInAnyOrder(1, 0);
        assertThat(sentInvitations.history(id).mails())
                .extracting(History.SentMail::status)
                .containsExactlyInAnyOrder(DeliveryStatus.SENT, DeliveryStatus.QUEUED);
    }

    private Mail mail(InvitationId id) {
        return Optional.ofNullable(mails.write(List.of(id.value())).get(id.value()))
                .orElseThrow();
    }

    private void remindBefore(String days) {
        SignIn.as("admin@example.org");
        OrganisationId university = organisations.all().getFirst().id();
        OrganisationFacts seen = organisations.facts(university);
        organisations.change(
                university, seen, new OrganisationFacts(seen.name(), seen.senderName(), seen.replyTo(), days, ""));
        SignIn.as(MANAGER);
    }
}
