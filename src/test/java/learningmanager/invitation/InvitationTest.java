package learningmanager.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import learningmanager.base.Id;
import learningmanager.base.InvitationId;
import learningmanager.base.ProgramRunId;
import learningmanager.learner.LearnerService;
import learningmanager.mail.DeliveryStatus;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;
import learningmanager.program.ProgramService;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import learningmanager.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the use cases of invitations have in common: the manager of Example University is at the desk. */
@ServiceTest
abstract class InvitationTest {
    static final String MANAGER = "manager@example.org";
    static final String LEARNER = "learner@example.org";
    static final Duration FOUR_WEEKS = Duration.ofDays(28);

    @Autowired
    InvitationService invitations;

    @Autowired
    SentInvitationService sentInvitations;

    @Autowired
    AcceptanceService acceptances;

    @Autowired
    LearnerService learners;

    @Autowired
    ProgramService programs;

    @Autowired
    InvitationLinks links;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void the_manager_is_signed_in() {
        SignIn.as(MANAGER);
    }

    Program program(String title) {
        return programs.managed().stream()
                .filter(program -> program.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    /** The run with that code, which starts with its program's title as a code. */
    ProgramRunId run(String code) {
        return programs.managed().stream()
                .flatMap(program -> program.runs().stream())
                .filter(run ->
                        run.codeIfSet().filter(set -> set.text().equals(code)).isPresent())
                .map(ProgramRun::id)
                .findFirst()
                .orElseThrow();
    }

    Set<ProgramRunId> runs(String... codes) {
        return Arrays.stream(codes).map(this::run).collect(Collectors.toSet());
    }

    /** The form, rightly filled in, for four weeks from now. */
    InvitationRequest request(String program, String learnerId, String email, String... runCodes) {
        return new InvitationRequest(
                program(program).id(),
                runs(runCodes),
                learnerId,
                email,
                Optional.of(clock.instant().plus(FOUR_WEEKS)));
    }

    InvitationId invite(String program, String learnerId, String email, String... runCodes) {
        return sent(invitations.send(request(program, learnerId, email, runCodes)))
                .invitation();
    }

    static Sending.Sent sent(Sending sending) {
        assertThat(sending).isInstanceOf(Sending.Sent.class);
        return (Sending.Sent) sending;
    }

    DegreeEnrolment.LinkReady linkFor(String learnerId, String... runCodes) {
        DegreeEnrolment outcome =
                invitations.enrolOnDegree(program("BSc Computing").id(), runs(runCodes), learnerId);
        assertThat(outcome).isInstanceOf(DegreeEnrolment.LinkReady.class);
        return (DegreeEnrolment.LinkReady) outcome;
    }

    static String tokenIn(String link) {
        return link.substring(link.lastIndexOf('/') + 1);
    }

    String tokenOf(InvitationId id) {
        return jdbc.sql("select link_id, link_version from invitation where id = :id")
                .param("id", id.value())
                .query((row, number) -> links.tokenOf(row.getObject("link_id", UUID.class), row.getInt("link_version")))
                .single();
    }

    /** An account that can be signed in to by {@link SignIn} alone. */
    void account(String email) {
        jdbc.sql("insert into account (id, email, name, password_hash, session_no, version)"
                        + " values (:id, :email, :email, '-', 0, 1)")
                .param("id", Id.nextValue())
                .param("email", email)
                .update();
    }

    int count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }

    RunStatus statusOf(InvitationId id, UUID place) {
        return RunStatus.valueOf(jdbc.sql("select status from invited_run where invitation_id = :id and place = :place")
                .param("id", id.value())
                .param("place", place)
                .query(String.class)
                .single());
    }

    Optional<DeliveryStatus> mailAbout(InvitationId id) {
        return jdbc.sql("select status from mail_message where about = :id")
                .param("id", id.value())
                .query((row, number) -> DeliveryStatus.valueOf(row.getString("status")))
                .optional();
    }

    boolean isEnrolled(String learnerId, UUID place) {
        return jdbc.sql("""
                        select count(*) from enrolment e join learner l on l.id = e.learner_id
                        where l.external_learner_id = :learner and e.place = :place""")
                        .param("learner", learnerId)
                        .param("place", place)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** The e-mail address of the account that the learner ID is tied to. */
    Optional<String> tiedTo(String learnerId) {
        return jdbc.sql("""
                        select a.email from learner l join account a on a.id = l.account_id
                        where l.external_learner_id = :learner""").param("learner", learnerId).query(String.class).optional();
    }
}
