package learningmanager.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.Refusal;
import learningmanager.invitation.AcceptanceService;
import learningmanager.program.Logo;
import learningmanager.testing.Invite;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SPEC 9: an organisation's logo. */
@ServiceTest
class LogoTest {
    @Autowired
    LogoService logos;

    @Autowired
    AcceptanceService acceptances;

    @Autowired
    Invite invite;

    @Autowired
    JdbcClient jdbc;

    private OrganisationId university;
    private String token;

    @BeforeEach
    void a_learner_is_invited() {
        SignIn.as("manager@example.org");
        university = invite.program("Data Analytics").organisationId();
        token = Invite.address(invite.learner("EU-7001", "lea@example.com", "Data Analytics", "DATA-ANALYTICS-2"))
                .substring("accept/".length());
        SignIn.as("admin@example.org");
    }

    @Test
    void a_logo_is_shown_to_who_was_invited_until_it_is_removed() throws IOException {
        assertThat(logos.logo(university)).isEmpty();
        assertThat(logos.change(university, LogoFileTest.picture(300, 100, "png")))
                .isEmpty();
        assertThat(logos.change(university, LogoFileTest.picture(900, 100, "jpeg")))
                .isEmpty();

        SignIn.out();
        assertThat(acceptances.logo(token)).hasValueSatisfying((Logo logo) -> {
            assertThat(logo.organisation()).isEqualTo("Example University");
            assertThat(logo.width()).isEqualTo(600);
            assertThat(logo.png()).startsWith(0x89, 'P', 'N', 'G');
        });
        assertThat(acceptances.logo(token + "x")).isEmpty();

        SignIn.as("admin@example.org");
        assertThat(logos.remove(university)).isTrue();
        assertThat(logos.remove(university)).isFalse();
        assertThat(acceptances.logo(token)).isEmpty();
    }

    @Test
    void each_change_is_put_down_before_and_after() throws IOException {
        logos.change(university, LogoFileTest.picture(300, 100, "png"));
        logos.change(university, LogoFileTest.picture(900, 100, "png"));
        logos.remove(university);

        List<String> was = texts("was");
        List<String> became = texts("became");
        assertThat(was).hasSize(3).first().isEqualTo("–");
        assertThat(became.getFirst()).startsWith("300 × 100 pixels, ");
        assertThat(became.get(1)).startsWith("600 × 67 pixels, ");
        assertThat(became.getLast()).isEqualTo("–");
        assertThat(was.subList(1, 3)).isEqualTo(became.subList(0, 2));
    }

    private List<String> texts(String column) {
        return jdbc.sql("select " + column + " from audit_event where action = 'LOGO_CHANGED' order by id")
                .query((row, number) -> row.getString(1))
                .list();
    }

    @Test
    void a_file_over_the_limit_or_of_another_kind_changes_nothing() throws IOException {
        logos.change(university, LogoFileTest.picture(300, 100, "png"));
        assertThat(logos.change(university, new byte[(1 << 20) + 1])).contains(Refusal.of("logo.too-large", "1024"));
        assertThat(logos.change(university, "<svg/>".getBytes())).contains(Refusal.of("logo.format"));
        assertThat(logos.logo(university)).isPresent();
        assertThat(texts("was")).hasSize(1);
    }

    @Test
    void there_is_none_of_an_organisation_that_is_not_there() {
        OrganisationId nowhere = OrganisationId.next();
        assertThatThrownBy(() -> logos.logo(nowhere)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> logos.change(nowhere, new byte[0])).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> logos.remove(nowhere)).isInstanceOf(NotFoundException.class);
    }
}
