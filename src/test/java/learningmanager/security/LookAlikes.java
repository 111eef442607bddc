package learningmanager.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import learningmanager.base.EmailAddress;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramId;
import learningmanager.invitation.Acceptance;
import learningmanager.invitation.AcceptanceService;
import learningmanager.invitation.InvitationRequest;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.Sending;
import learningmanager.learner.ChargeService;
import learningmanager.learner.RateFacts;
import learningmanager.program.CourseCreatorService;
import learningmanager.program.CourseFile;
import learningmanager.program.CourseImportService;
import learningmanager.program.CourseSaving;
import learningmanager.program.ProgramFacts;
import learningmanager.program.ProgramKind;
import learningmanager.program.RunFacts;
import learningmanager.testing.Invite;
import learningmanager.testing.SignIn;
import learningmanager.upload.UploadService;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What Sample Institute has that looks like what a {@link Scene} has of Example University: the same titles, codes, learner IDs and files,
 * or nearly. What is the institute's alone is among its {@link #secrets}.
 */
final class LookAlikes {
    /** A program code that nobody else has, and the mistyped one that only it is near to. */
    static final String CODE = "MATHEMATICS-9";

    static final String MISTYPED = "MATHEMATIKS-9";

    /** Of a program whose code both have; Example University has no such run. */
    static final String RUN_CODE = "BSC-COMPUTING-2027D";

    /** A learner ID that both have; the institute's alone is linked to an account, and enrolled. */
    static final String LINKED = "EU-7002";

    private static final List<String> WORDS = List.of(
            "example.net",
            "Sample Institute",
            Person.OTHER_MANAGER.email(),
            CODE,
            "Mathematics",
            RUN_CODE,
            "fourth term",
            "Data Analytics II",
            "EU-70011",
            "EU-10011",
            "EU-70021",
            "look-alike",
            "77.77",
            "550 no such");

    private final ApplicationContext context;
    private final JdbcClient jdbc;
    private final CourseCreatorService courses;
    private final InvitationService invitations;
    private final OrganisationId institute;

    LookAlikes(ApplicationContext context) throws IOException {
        this.context = context;
        jdbc = context.getBean(JdbcClient.class);
        courses = context.getBean(CourseCreatorService.class);
        invitations = context.getBean(InvitationService.class);
        SignIn.as(Person.OTHER_MANAGER.email());
        institute = context.getBean(Invite.class).program("Project Management").organisationId();
        context.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            Permissions permissions = context.getBean(Permissions.class);
            permissions.grant(permissions.me().id(), Permission.COURSE_CREATOR, institute, null);
        });
        ProgramId degree = program("BSc Computing", ProgramKind.DEGREE, "BSC-COMPUTING");
        run(degree, "BSc Computing, first term 2027", "BSC-COMPUTING-2027A");
        run(degree, "BSc Computing, second term 2027", "BSC-COMPUTING-2027B");
        run(degree, "BSc Computing, fourth term 2027", RUN_CODE);
        ProgramId analytics = program("Data Analytics II", ProgramKind.MICROCREDENTIAL, "DATA-ANALYTICS-II");
        run(analytics, "Data Analytics, spring 2027", "DATA-ANALYTICS-2");
        ProgramId mathematics = program("Mathematics", ProgramKind.MICROCREDENTIAL, CODE);
        run(mathematics, "Mathematics, spring 2027", CODE + "-1");

        invite(degree, "EU-7001", "lea@example.net");
        invite(degree, "EU-70011", "lea@example.com.example.net");
        invite(degree, "EU-1001", "learner@example.net");
        invite(degree, "EU-10011", "learner@example.net");
        accepts(invite(degree, LINKED, "mia@example.net"));
        sendsTheSameFile();
        jdbc.sql("update invitation set new_link_asked_at = current_timestamp where email = 'lea@example.net'")
                .update();
        jdbc.sql("""
                        update mail_message set status = 'FAILED', answer = '550 no such look-alike'
                        where recipient like '%example.net'""").update();
        jdbc.sql("update organisation set email_domain = 'example.net' where id = :id")
                .param("id", institute.value())
                .update();
        SignIn.as(Person.ADMINISTRATOR.email());
        assertThat(context.getBean(ChargeService.class)
                        .setRate(new RateFacts(
                                Optional.of(institute),
                                Optional.empty(),
                                Optional.empty(),
                                "77.77",
                                "EUR",
                                Optional.of(LocalDate.now()))))
                .isEmpty();
        SignIn.out();
    }

    /** The words and the IDs that nobody of another organisation may be told. */
    Set<String> secrets() {
        Set<String> secrets = new TreeSet<>(WORDS);
        jdbc.sql("""
                        select id from organisation where id = :institute
                        union all select id from program where organisation_id = :institute
                        union all select r.id from program_run r join program p on p.id = r.program_id
                          where p.organisation_id = :institute
                        union all select id from learner where organisation_id = :institute
                        union all select i.id from invitation i join program p on p.id = i.program_id
                          where p.organisation_id = :institute
                        union all select id from upload where organisation_id = :institute
                        union all select id from course_import where organisation_id = :institute""")
                .param("institute", institute.value())
                .query(UUID.class)
                .list()
                .forEach(id -> secrets.add(String.valueOf(id)));
        return secrets;
    }

    private ProgramId program(String title, ProgramKind kind, String code) {
        return ((CourseSaving.Saved) courses.add(institute, new ProgramFacts(title, kind, code)))
                .program()
                .id();
    }

    private void run(ProgramId program, String name, String code) {
        assertThat(courses.addRun(
                        program,
                        new RunFacts(
                                name,
                                Optional.of(LocalDate.parse("2027-01-11")),
                                Optional.of(LocalDate.parse("2027-04-16")),
                                true,
                                code)))
                .isInstanceOf(CourseSaving.Saved.class);
    }

    private Sending.Sent invite(ProgramId degree, String learner, String email) {
        return (Sending.Sent) invitations.send(new InvitationRequest(
                degree, Set.of(), learner, email, Optional.of(Instant.now().plus(Duration.ofDays(7)))));
    }

    private void accepts(Sending.Sent sent) {
        SignIn.up(new EmailAddress("mia@example.net"), "Mia look-alike", "three small words")
                .orThrow();
        SignIn.as("mia@example.net");
        assertThat(context.getBean(AcceptanceService.class)
                        .accept(Invite.address(sent).substring("accept/".length())))
                .isInstanceOf(Acceptance.Accepted.class);
        SignIn.as(Person.OTHER_MANAGER.email());
    }

    /** Byte for byte the one that Example University's manager has as a draft; and has drafts of their own. */
    private void sendsTheSameFile() throws IOException {
        UploadService uploads = context.getBean(UploadService.class);
        uploads.sendInvitations(Scene.upload(context, institute, Scene.DRAFT));
        uploads.sendInvitations(Scene.upload(context, institute, Scene.SENT));
        Scene.upload(context, institute, Scene.DRAFT.replace("EU-7002", "EU-70021"));
        Path file = Files.writeString(Files.createTempFile("look-alikes", ".csv"), """
                program_title,program_kind,program_code,run_name,run_code,start_date,end_date,enrolment
                New look-alike,degree,NEW,,,,,
                """);
        assertThat(context.getBean(CourseImportService.class).check(institute, "courses.csv", file, Optional.empty()))
                .isInstanceOf(CourseFile.Taken.class);
    }
}
