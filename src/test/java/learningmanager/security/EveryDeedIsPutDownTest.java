package learningmanager.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import learningmanager.admin.LogoService;
import learningmanager.admin.OrganisationFacts;
import learningmanager.admin.OrganisationSaving;
import learningmanager.admin.OrganisationService;
import learningmanager.admin.PeopleService;
import learningmanager.audit.AuditAction;
import learningmanager.base.AccountId;
import learningmanager.base.EmailAddress;
import learningmanager.base.LearnerId;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.UploadId;
import learningmanager.invitation.AcceptanceService;
import learningmanager.invitation.CorrectionService;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.Selection;
import learningmanager.invitation.Sending;
import learningmanager.invitation.SentInvitation;
import learningmanager.learner.ChargeService;
import learningmanager.learner.CorrectionFacts;
import learningmanager.learner.LinkedLearnersService;
import learningmanager.learner.RateFacts;
import learningmanager.owndata.OwnDataService;
import learningmanager.program.CourseCreatorService;
import learningmanager.program.CourseSaving;
import learningmanager.program.Program;
import learningmanager.program.ProgramFacts;
import learningmanager.program.ProgramKind;
import learningmanager.program.ProgramRun;
import learningmanager.program.RunFacts;
import learningmanager.program.RunScope;
import learningmanager.testing.Invite;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import learningmanager.testing.TestClock;
import learningmanager.upload.UploadService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** SPEC 9: each thing that the audit log knows of is done once, and stands in it. An action that nobody does here fails the test. */
@ServiceTest
class EveryDeedIsPutDownTest {
    private static final String MANAGER = "manager@example.org";
    private static final String ADMINISTRATOR = "admin@example.org";
    private static final String LOU = "lou@example.com";
    private static final String PASSWORD = "three small words";
    private static final String FILE = """
            external_learner_id,email,program_code,program_run_code,expiry_time
            EU-7010,lea@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00
            """;

    /** By the system, as time goes by: {@code RemindLearnersTest}. */
    private static final Set<AuditAction> DONE_ELSEWHERE = Set.of(AuditAction.REMINDED);

    @Autowired
    ApplicationContext context;

    @Autowired
    Invite invite;

    @Autowired
    AccountService accounts;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Test
    void every_action_is_done_and_put_down() {
        SignIn.as(MANAGER);
        Program program = invite.program("Data Analytics");
        AccountId lou =
                SignIn.up(new EmailAddress(LOU), "Lou", PASSWORD).orThrow().id();

        invitationsAreCorrectedAndAnswered(program);
        aDegreeIsEnrolledOn();
        aFileIsSent(program.organisationId());
        coursesAreCreated(program.organisationId());
        organisationsAndPeopleAreSetUp();
        enrolmentsAreCharged(program);
        aLearnerIsUnlinked();
        anAccountIsChangedAndDeleted(lou);

        assertThat(jdbc.sql("select distinct action from audit_event")
                        .query((row, number) -> AuditAction.valueOf(row.getString("action")))
                        .list())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(AuditAction.values())
                        .filter(action -> !DONE_ELSEWHERE.contains(action))
                        .toList());
    }

    private void invitationsAreCorrectedAndAnswered(Program program) {
        CorrectionService corrections = context.getBean(CorrectionService.class);
        AcceptanceService acceptances = context.getBean(AcceptanceService.class);
        InvitationService invitations = context.getBean(InvitationService.class);
        ProgramRunId run = Invite.run(program, "DATA-ANALYTICS-2");
        RunScope scope = RunScope.of(program.id(), run);
        Sending.Sent corrected = invited("EU-7001");
        Sending.Sent accepted = invited("EU-7002");
        Sending.Sent declined = invited("EU-7003");
        Sending.Sent expired = invited("EU-7004");
        jdbc.sql("update mail_message set status = 'SENT', sent_at = queued_at").update();
        Selection line = new Selection.Lines(List.of(new SentInvitation.Key(corrected.invitation(), run.value())));
        corrections.resend(scope, line);
        corrections
                .extend(scope, line, Optional.of(clock.instant().plus(Duration.ofDays(60))))
                .orThrow();
        corrections.correctEmail(corrected.invitation(), "leo@example.com");
        invitations.cancel(corrected.invitation(), run.value());
        SignIn.as(LOU);
        acceptances.accept(token(accepted));
        SignIn.out();
        acceptances.decline(token(declined));
        clock.advance(Duration.ofDays(8));
        acceptances.askForNewLink(token(expired));
        SignIn.as(MANAGER);
        invitations.dismissNewLinkRequest(expired.invitation());
    }

    private Sending.Sent invited(String learner) {
        return invite.learner(learner, learner + "@example.com", "Data Analytics", "DATA-ANALYTICS-2");
    }

    private static String token(Sending.Sent sent) {
        return Invite.address(sent).substring("accept/".length());
    }

    private void aDegreeIsEnrolledOn() {
        InvitationService invitations = context.getBean(InvitationService.class);
        Program degree = invite.program("BSc Computing");
        ProgramRunId first = Invite.run(degree, "BSC-COMPUTING-2027A");
        ProgramRunId second = Invite.run(degree, "BSC-COMPUTING-2027B");
        invitations.enrolOnDegree(degree.id(), Set.of(first), "EU-7005");
        invitations.enrolOnDegree(degree.id(), Set.of(first, second), "EU-7005");
    }

    private void aFileIsSent(OrganisationId organisation) {
        InvitationService invitations = context.getBean(InvitationService.class);
        UploadId upload = Scene.upload(context, organisation, FILE);
        context.getBean(UploadService.class).sendInvitations(upload);
        invitations.stopSending(upload);
        invitations.goOnSending(upload);
        invitations.cancelUpload(upload);
    }

    private void coursesAreCreated(OrganisationId organisation) {
        CourseCreatorService courses = context.getBean(CourseCreatorService.class);
        Program added = saved(courses.add(organisation, new ProgramFacts("Statistics", ProgramKind.DEGREE, "STAT")));
        saved(courses.change(
                added.id(), ProgramFacts.of(added), new ProgramFacts("Statistics I", ProgramKind.DEGREE, "STAT")));
        Optional<LocalDate> day = Optional.of(LocalDate.of(2027, 9, 1));
        ProgramRun run = saved(courses.addRun(added.id(), new RunFacts("Autumn", day, day, true, "STAT-1")))
                .runsInOrder()
                .getFirst();
        saved(courses.changeRun(
                added.id(), run.id(), RunFacts.of(run), new RunFacts("Winter", day, day, true, "STAT-1")));
        courses.archiveRun(added.id(), run.id());
        courses.bringBackRun(added.id(), run.id());
        courses.archive(added.id());
        courses.bringBack(added.id());
        assertThat(jdbc.sql("select was, became from audit_event where action = 'PROGRAM_CHANGED'")
                        .query((row, number) -> row.getString("was") + " -> " + row.getString("became"))
                        .list())
                .singleElement()
                .asString()
                .containsSubsequence("Statistics", "STAT", " -> ", "Statistics I", "STAT");
    }

    private static Program saved(CourseSaving saving) {
        return ((CourseSaving.Saved) saving).program();
    }

    private void organisationsAndPeopleAreSetUp() {
        SignIn.as(ADMINISTRATOR);
        OrganisationService organisations = context.getBean(OrganisationService.class);
        PeopleService people = context.getBean(PeopleService.class);
        OrganisationFacts facts = OrganisationFacts.named("New College");
        OrganisationId college = ((OrganisationSaving.Saved) organisations.add(facts)).id();
        organisations.change(college, organisations.facts(college), OrganisationFacts.named("Newer College"));
        context.getBean(LogoService.class).change(college, picture());
        people.invite("Lee", "lee@example.com");
        AccountId learner = accountOf("learner@example.org");
        assertThat(people.give(learner, Permission.COURSE_CREATOR, Optional.of(college)))
                .isEmpty();
        people.withdraw(
                learner,
                jdbc.sql("select id from permission_grant where account_id = :id")
                        .param("id", learner.value())
                        .query(UUID.class)
                        .single());
    }

    private static byte[] picture() {
        try {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(300, 100, BufferedImage.TYPE_INT_RGB), "png", png);
            return png.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AccountId accountOf(String email) {
        return new AccountId(jdbc.sql("select id from account where email = :email")
                .param("email", email)
                .query(UUID.class)
                .single());
    }

    private void enrolmentsAreCharged(Program program) {
        ChargeService charges = context.getBean(ChargeService.class);
        assertThat(charges.setRate(new RateFacts(
                        Optional.of(program.organisationId()),
                        Optional.empty(),
                        Optional.empty(),
                        "50",
                        "EUR",
                        Optional.of(LocalDate.now()))))
                .isEmpty();
        assertThat(charges.correct(new CorrectionFacts(
                        Optional.of(program.id()), Optional.empty(), YearMonth.now(), "-5", "EUR", "A test")))
                .isEmpty();
    }

    private void aLearnerIsUnlinked() {
        SignIn.as(MANAGER);
        context.getBean(LinkedLearnersService.class)
                .unlink(new LearnerId(jdbc.sql("select id from learner where external_learner_id = 'EU-7002'")
                        .query(UUID.class)
                        .single()));
    }

    private void anAccountIsChangedAndDeleted(AccountId account) {
        SignIn.as(LOU);
        assertThat(accounts.changePassword(PASSWORD, "four rather small words"))
                .isInstanceOf(PasswordChange.Changed.class);
        accounts.signOutEverywhere();
        transaction.executeWithoutResult(status -> {
            accounts.rename(account, "Lou Lane");
            accounts.changeEmail(account, new EmailAddress("lou.lane@example.com"));
        });
        SignIn.as("lou.lane@example.com");
        assertThat(context.getBean(OwnDataService.class).deleteMyAccount("four rather small words"))
                .isEmpty();
    }
}
