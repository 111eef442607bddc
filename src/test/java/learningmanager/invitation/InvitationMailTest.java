package learningmanager.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
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
    void what_was_canceled_is_not_written() {
        InvitationId id = invite("Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-2");
        invitations.cancel(id, run("DATA-ANALYTICS-2").value());

        assertThat(mailOf(id)).isEmpty();
    }

    private Optional<Mail> mailOf(InvitationId id) {
        return mails.write(id.value());
    }
}
