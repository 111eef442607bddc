package learningmanager.security;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.AccountId;
import learningmanager.base.EmailAddress;
import learningmanager.base.InvitationId;
import learningmanager.base.LearnerId;
import learningmanager.base.OrganisationId;
import learningmanager.base.UploadId;
import learningmanager.invitation.Sending;
import learningmanager.learner.ChargeService;
import learningmanager.learner.RateFacts;
import learningmanager.program.CourseFile;
import learningmanager.program.CourseImportId;
import learningmanager.program.CourseImportService;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;
import learningmanager.testing.Invite;
import learningmanager.testing.SignIn;
import learningmanager.upload.Listing;
import learningmanager.upload.ReviewFilter;
import learningmanager.upload.ReviewService;
import learningmanager.upload.UploadService;
import learningmanager.upload.UploadState;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What there is to be tried: of Example University all that can be named. */
final class Scene {
    /** The file of the draft. */
    static final String DRAFT = """
            external_learner_id,email,program_code,program_run_code,expiry_time
            EU-7002,leo@example.com,BSC-COMPUTING,BSC-COMPUTING-2027B,2027-03-01 09:00:00
            """;

    /** The file of the upload that is sent. */
    static final String SENT = DRAFT.replace("EU-7002,leo", "EU-7003,lou");

    final Program degree;
    final ProgramRun run;
    final InvitationId invitation;
    final String token;
    final UploadId draft;
    final Listing listing;
    final UploadId sent;
    final CourseImportId courseImport;
    final LearnerId learner;
    final Account manager;
    final UUID managersGrant;

    Scene(ApplicationContext context) throws IOException {
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        Invite invite = context.getBean(Invite.class);
        SignIn.as(Person.MANAGER.email());
        degree = invite.program("BSc Computing");
        run = degree.runsInOrder().getFirst();
        Sending.Sent one = invite.learner("EU-7001", "lea@example.com", "BSc Computing", "BSC-COMPUTING-2027A");
        invitation = one.invitation();
        token = Invite.address(one).substring("accept/".length());
        draft = upload(context, degree.organisationId(), DRAFT);
        listing = context.getBean(ReviewService.class).list(draft, ReviewFilter.ALL);
        sent = upload(context, degree.organisationId(), SENT);
        context.getBean(UploadService.class).sendInvitations(sent);
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
            permissions.grant(
                    open(accounts, Person.COLLEAGUE), Permission.LEARNING_MANAGER, degree.organisationId(), null);
        });
        SignIn.up(new EmailAddress(Person.NEWCOMER.email()), Person.NEWCOMER.title(), "four rather small words")
                .orThrow();
        SignIn.out();
    }

    /** What managers are told of their own organisation, and nobody else is. */
    void thereIsSomethingToTell(ApplicationContext context) {
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        UUID university = degree.organisationId().value();
        jdbc.sql("update organisation set email_domain = 'example.com' where id = :id")
                .param("id", university)
                .update();
        jdbc.sql("update invitation set new_link_asked_at = current_timestamp where id = :id")
                .param("id", invitation.value())
                .update();
        jdbc.sql("update mail_message set status = 'FAILED', answer = '550 no such user' where about = :id")
                .param("id", invitation.value())
                .update();
        SignIn.as(Person.ADMINISTRATOR.email());
        context.getBean(ChargeService.class)
                .setRate(new RateFacts(
                        Optional.of(degree.organisationId()),
                        Optional.empty(),
                        Optional.empty(),
                        "50",
                        "EUR",
                        Optional.of(LocalDate.now())));
        SignIn.out();
    }

    /** An upload of who is signed in, once it is checked. */
    static UploadId upload(ApplicationContext context, OrganisationId organisation, String text) {
        UploadService uploads = context.getBean(UploadService.class);
        Path file = uploads.newFile();
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        UploadId id = uploads.check(organisation, "learners.csv", file, Optional.empty())
                .orThrow();
        await().pollInSameThread()
                .atMost(Duration.ofSeconds(30))
                .until(() -> uploads.find(id).state() == UploadState.CHECKED);
        return id;
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
