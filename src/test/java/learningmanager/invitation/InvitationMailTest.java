package learningmanager.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import learningmanager.base.EmailAddress;
import learningmanager.base.InvitationId;
import learningmanager.mail.Mail;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** SPEC 6: what an invitation's mail says, and in whose name. */
class InvitationMailTest extends InvitationTest {
    @Autowired
    InvitationMails mails;

    @Test
    void it_comes_in_the_organisations_name_and_answers_go_to_who_invites() {
        InvitationId id = invite("Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-2");

        Mail mail = mailOf(id).orElseThrow();
        assertThat(mail.senderName()).isEqualTo("Example University");
        assertThat(mail.replyTo()).contains(new EmailAddress(MANAGER));
        assertThat(mail.text()).contains("For questions, ask " + MANAGER);
    }

    @Test
    void an_organisation_can_have_another_name_as_sender_and_another_address_for_answers() {
        jdbc.sql("""
                update organisation set sender_name = 'Learning Services', reply_to = 'help@example.edu'
                where name = 'Example University'""").update();
        InvitationId id = invite("Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-2");

        Mail mail = mailOf(id).orElseThrow();
        assertThat(mail.senderName()).isEqualTo("Learning Services");
        assertThat(mail.replyTo()).contains(new EmailAddress("help@example.edu"));
        assertThat(mail.subject()).isEqualTo("Example University invites you to Data Analytics");
        assertThat(mail.text()).contains("For questions, ask help@example.edu");
        assertThat(invitations
                        .preview(request("Data Analytics", "EU-2002", "leo@example.com", "DATA-ANALYTICS-2"))
                        .orElseThrow())
                .satisfies(preview -> {
                    assertThat(preview.senderName()).isEqualTo("Learning Services");
                    assertThat(preview.replyTo()).isEqualTo(mail.replyTo());
                });
    }

    @Test
    void of_who_invited_and_left_another_manager_is_named_and_else_the_organisation() {
        InvitationId id = invite("Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-2");
        jdbc.sql(
                        "update permission_grant set account_id = (select id from account where email = 'learner@example.org')")
                .update();
        jdbc.sql("update account set deleted_at = current_timestamp where email = 'manager@example.org'")
                .update();
        assertThat(mailOf(id).orElseThrow().replyTo()).contains(new EmailAddress(LEARNER));

        jdbc.sql("delete from permission_grant").update();
        Mail mail = mailOf(id).orElseThrow();
        assertThat(mail.replyTo()).isEmpty();
        assertThat(mail.text()).contains("For questions, ask Example University");
    }

    @Test
    void each_of_several_runs_stands_on_a_line_of_its_own() {
        Mail mail = mailOf(invite(
                        "BSc Computing", "EU-2001", "lea@example.com", "BSC-COMPUTING-2027A", "BSC-COMPUTING-2027B"))
                .orElseThrow();

        assertThat(mail.text()).contains("""
                Runs:
                – BSc Computing, first term 2027
                – BSc Computing, second term 2027

                You can accept until""");
        assertThat(mail.html())
                .contains("<p>Runs:<br>– BSc Computing, first term 2027<br>– BSc Computing, second term 2027</p>");
    }

    @Test
    void without_a_run_it_says_that_runs_follow() {
        Mail mail =
                mailOf(invite("BSc Computing", "EU-2001", "lea@example.com")).orElseThrow();

        assertThat(mail.text()).contains("Runs follow later.");
        assertThat(mail.html()).contains("<p>Runs follow later.</p>");
    }

    @Test
    void many_are_written_at_once_each_with_its_own_runs_and_link_and_without_what_was_canceled() {
        InvitationId lea =
                invite("BSc Computing", "EU-2001", "lea@example.com", "BSC-COMPUTING-2027A", "BSC-COMPUTING-2027B");
        InvitationId leo = invite("Data Analytics", "EU-2002", "leo@example.com", "DATA-ANALYTICS-2");
        InvitationId max = invite("Data Analytics", "EU-2003", "max@example.com", "DATA-ANALYTICS-2");
        invitations.cancel(max, run("DATA-ANALYTICS-2").value());

        Map<UUID, Mail> written = mails.write(Set.of(lea.value(), leo.value(), max.value()));

        assertThat(written).containsOnlyKeys(lea.value(), leo.value());
        assertThat(written)
                .hasEntrySatisfying(
                        lea.value(),
                        mail -> assertThat(mail.text())
                                .contains("Runs:", tokenOf(lea))
                                .doesNotContain(tokenOf(leo)));
        assertThat(written).hasEntrySatisfying(leo.value(), mail -> {
            assertThat(mail.text()).contains("Run: ", tokenOf(leo));
            assertThat(mail.recipient()).isEqualTo(new EmailAddress("leo@example.com"));
        });
    }

    private Optional<Mail> mailOf(InvitationId id) {
        return Optional.ofNullable(mails.write(Set.of(id.value())).get(id.value()));
    }
}
