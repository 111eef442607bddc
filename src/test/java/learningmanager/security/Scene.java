package learningmanager.security;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.AccountId;
import learningmanager.base.EmailAddress;
import learningmanager.base.InvitationId;
import learningmanager.base.LearnerId;
import learningmanager.base.UploadId;
import learningmanager.program.CourseFile;
import learningmanager.program.CourseImportId;
import learningmanager.program.CourseImportService;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;
import learningmanager.testing.Invite;
import learningmanager.testing.SignIn;
import learningmanager.upload.UploadService;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What there is to be tried: of Example University all that can be named, and a look-alike of it in the other organisation. */
final class Scene {
    final Program degree;
    final ProgramRun run;
    final InvitationId invitation;
    final String token;
    final UploadId draft;
    final CourseImportId courseImport;
    final LearnerId learner;
    final Account manager;
    final UUID managersGrant;

    Scene(ApplicationContext context) throws IOException {
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        Invite invite = context.getBean(Invite.class);
        UploadService uploads = context.getBean(UploadService.class);
        SignIn.as(Person.MANAGER.email());
        degree = invite.program("BSc Computing");
        run = degree.runsInOrder().getFirst();
        var sent = invite.learner("EU-7001", "lea@example.com", "BSc Computing", "BSC-COMPUTING-2027A");
        invitation = sent.invitation();
        token = Invite.address(sent).substring("accept/".length());
        Path file = Files.createTempFile("who-may-do-what", ".csv");
        Files.writeString(file, """
                external_learner_id,email,program_code,program_run_code,expiry_time
                EU-7002,leo@example.com,BSC-COMPUTING,BSC-COMPUTING-2027B,2027-03-01 09:00:00
                """);
        draft = uploads.check(degree.organisationId(), "draft.csv", file, Optional.empty())
                .orThrow();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> "CHECKED"
                        .equals(jdbc.sql("select state from upload where id = :id")
                                .param("id", draft.value())
                                .query(String.class)
                                .single()));
        Path courses = Files.writeString(Files.createTempFile("who-may-do-what", ".csv"), """
                program_title,program_kind,program_code,run_name,run_code,start_date,end_date,enrolment
                New,degree,NEW,,,,,
                """);
        courseImport = ((CourseFile.Taken) context.getBean(CourseImportService.class)
                        .check(degree.organisationId(), "courses.csv", courses, Optional.empty()))
                .id();
        learner = new LearnerId(jdbc.sql("select id from learner where external_learner_id = 'EU-1001'")
                .query(UUID.class)
                .single());
        AccountService accounts = context.getBean(AccountService.class);
        Permissions permissions = context.getBean(Permissions.class);
        manager = accounts.find(permissions.me().id()).orElseThrow();
        managersGrant = jdbc.sql(
                        "select id from permission_grant where account_id = :id and permission = 'LEARNING_MANAGER'")
                .param("id", manager.id().value())
                .query(UUID.class)
                .single();
        context.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            AccountId creator = open(accounts, Person.CREATOR);
            permissions.grant(creator, Permission.COURSE_CREATOR, degree.organisationId(), null);
            permissions.grant(
                    open(accounts, Person.PROGRAM_ADMIN), Permission.PROGRAM_LEARNER_ADMIN, null, degree.id());
        });
        SignIn.out();
    }

    private static AccountId open(AccountService accounts, Person person) {
        return accounts.open(new EmailAddress(person.email()), person.title().strip())
                .orElseThrow()
                .id();
    }

    static void signIn(Person person) {
        SignIn.out();
        if (!person.email().isEmpty()) {
            SignIn.as(person.email());
        }
    }
}
