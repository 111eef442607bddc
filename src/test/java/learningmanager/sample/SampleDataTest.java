package learningmanager.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import learningmanager.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;

/** SPEC 11, to the letter. */
@ServiceTest
class SampleDataTest {
    @Autowired
    SampleData sampleData;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    UserDetailsService accounts;

    @Autowired
    PasswordEncoder passwords;

    @Test
    void there_are_two_organisations_with_their_programs() {
        assertThat(lines("""
                        select o.name, p.kind, p.title, p.code from program p join organisation o on o.id = p.organisation_id
                        order by o.name, p.title"""))
                .containsExactly(
                        "Example University | DEGREE | BSc Computing | BSC-COMPUTING",
                        "Example University | MICROCREDENTIAL | Climate Change | null",
                        "Example University | MICROCREDENTIAL | Data Analytics | DATA-ANALYTICS",
                        "Sample Institute | MICROCREDENTIAL | Project Management | PROJECT-MANAGEMENT");
        assertThat(lines("select name from organisation order by name"))
                .containsExactly("Example University", "Sample Institute");
    }

    @Test
    void their_runs_have_their_codes_and_only_the_first_of_data_analytics_is_closed() {
        assertThat(lines("""
                        select p.title, r.code, case when r.open then 'open' else 'closed' end
                        from program_run r join program p on p.id = r.program_id order by p.title, r.code"""))
                .containsExactly(
                        "BSc Computing | BSC-COMPUTING-2027A | open",
                        "BSc Computing | BSC-COMPUTING-2027B | open",
                        "BSc Computing | BSC-COMPUTING-2027C | open",
                        "Climate Change | null | open",
                        "Data Analytics | DATA-ANALYTICS-1 | closed",
                        "Data Analytics | DATA-ANALYTICS-2 | open",
                        "Project Management | PROJECT-MANAGEMENT-1 | open");
    }

    @Test
    void five_people_have_just_their_permissions() {
        assertThat(lines("""
                        select a.email, g.permission, coalesce(o.name, p.title) from account a
                        left join permission_grant g on g.account_id = a.id left join organisation o on o.id = g.organisation_id
                        left join program p on p.id = g.program_id order by a.email, g.permission"""))
                .containsExactly(
                        "admin@example.org | PLATFORM_ADMINISTRATOR | null",
                        "institute@example.org | LEARNING_MANAGER | Sample Institute",
                        "learner@example.org | null | null",
                        "manager@example.org | COURSE_CREATOR | Example University",
                        "manager@example.org | LEARNING_MANAGER | Example University",
                        "program-admin@example.org | PROGRAM_LEARNER_ADMIN | Data Analytics");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "manager@example.org",
                "program-admin@example.org",
                "institute@example.org",
                "admin@example.org",
                "learner@example.org"
            })
    void everybody_signs_in_with_the_same_password(String email) {
        assertThat(passwords.matches(
                        "learning-manager", accounts.loadUserByUsername(email).getPassword()))
                .isTrue();
    }

    @Test
    void the_learner_is_linked_at_example_university_and_enrolled_on_one_run() {
        assertThat(lines("""
                        select o.name, l.external_learner_id, a.email from learner l join organisation o on o.id = l.organisation_id
                        join account a on a.id = l.account_id""")).containsExactly("Example University | EU-1001 | learner@example.org");
        assertThat(lines("""
                        select l.external_learner_id, r.code from enrolment e join learner l on l.id = e.learner_id
                        join program_run r on r.id = e.run_id""")).containsExactly("EU-1001 | DATA-ANALYTICS-1");
    }

    @Test
    void nothing_else_is_there() {
        assertThat(lines("select 1 from learner")).hasSize(1);
        assertThat(lines("select 1 from enrolment")).hasSize(1);
        for (String table : List.of("invitation", "invited_run", "mail_message", "upload")) {
            assertThat(lines("select 1 from " + table)).as(table).isEmpty();
        }
    }

    @Test
    void it_is_made_on_an_empty_database_only() {
        assertThat(sampleData.isDatabaseEmpty()).isFalse();
        new SampleStart(sampleData).run(NO_ARGUMENTS);
        assertThat(lines("select name from organisation")).hasSize(2);

        for (String table : List.of(
                "enrolment", "learner", "permission_grant", "program_run", "program", "account", "organisation")) {
            jdbc.sql("delete from " + table).update();
        }
        new SampleStart(sampleData).run(NO_ARGUMENTS);
        assertThat(lines("select name from organisation")).hasSize(2);
    }

    @Test
    void it_is_never_made_with_a_real_database_or_a_real_mail_server() {
        ApplicationContextRunner start = new ApplicationContextRunner()
                .withBean(SampleData.class, () -> sampleData)
                .withUserConfiguration(SampleStart.class);

        start.withPropertyValues("spring.datasource.url=jdbc:postgresql://localhost/learning-manager")
                .run(context -> assertThat(context).doesNotHaveBean(SampleStart.class));
        start.withPropertyValues(
                        "spring.datasource.url=jdbc:h2:file:./data/learning-manager",
                        "learning-manager.mail.host=mail.example.org")
                .run(context -> assertThat(context).doesNotHaveBean(SampleStart.class));
        start.withPropertyValues("spring.datasource.url=jdbc:h2:file:./data/learning-manager")
                .run(context -> assertThat(context).hasSingleBean(SampleStart.class));
    }

    private static final org.springframework.boot.ApplicationArguments NO_ARGUMENTS =
            new org.springframework.boot.DefaultApplicationArguments();

    private List<String> lines(String query) {
        return jdbc.sql(query)
                .query((row, number) -> {
                    StringBuilder line = new StringBuilder();
                    for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                        line.append(column == 1 ? "" : " | ").append(row.getString(column));
                    }
                    return line.toString();
                })
                .list();
    }
}
