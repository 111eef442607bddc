package learningmanager.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import learningmanager.base.EmailAddress;
import learningmanager.base.ExternalLearnerId;
import learningmanager.base.InvitationId;
import learningmanager.base.LearnerId;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramId;
import learningmanager.base.Slice;
import learningmanager.invitation.InvitationFilter;
import learningmanager.invitation.InvitationOrder;
import learningmanager.invitation.InvitationRequest;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.NewLinkRequest;
import learningmanager.invitation.Sending;
import learningmanager.invitation.SentInvitationService;
import learningmanager.learner.LearnerFilter;
import learningmanager.learner.LearnerOrder;
import learningmanager.learner.LearnerService;
import learningmanager.program.Organisation;
import learningmanager.program.Program;
import learningmanager.program.ProgramService;
import learningmanager.program.RunScope;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import learningmanager.testing.TestClock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** SPEC 2: what is not mine is not found, whichever way it is asked for. */
@ServiceTest
class PermissionsTest {
    private static final String NOBODY = "nobody";

    @Autowired
    ProgramService programs;

    @Autowired
    LearnerService learners;

    @Autowired
    InvitationService invitations;

    @Autowired
    SentInvitationService sentInvitations;

    @Autowired
    Permissions permissions;

    @Autowired
    AccountService accounts;

    @Autowired
    TestClock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private Program degree;
    private Program microcredential;
    private InvitationId invitation;

    @BeforeEach
    void a_learner_is_invited_to_the_degree() {
        SignIn.as("manager@example.org");
        degree = mine("BSc Computing");
        microcredential = mine("Data Analytics");
        invitation = ((Sending.Sent) invitations.send(request(degree))).invitation();
    }

    @Test
    void a_learning_manager_manages_all_programs_of_the_organisation_and_no_other() {
        assertThat(titles()).containsExactly("BSc Computing", "Climate Change", "Data Analytics");
        assertThat(organisations()).containsExactly("Example University");
        SignIn.as("institute@example.org");
        assertThat(titles()).containsExactly("Project Management");
        assertThat(organisations()).containsExactly("Sample Institute");
    }

    @Test
    void a_program_learner_admin_manages_that_program_alone() {
        SignIn.as("program-admin@example.org");
        assertThat(titles()).containsExactly("Data Analytics");
        assertThat(organisations()).containsExactly("Example University");
        assertThat(programs.organisationName(degree.organisationId())).contains("Example University");
        assertThat(learners.countEnrolled(RunScope.allRuns(microcredential.id()), LearnerFilter.ALL))
                .isEqualTo(1);
        assertThat(sentInvitations.countSent(RunScope.allRuns(microcredential.id()), InvitationFilter.ALL))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin@example.org", "learner@example.org", NOBODY})
    void somebody_without_such_a_permission_manages_nothing(String who) {
        signIn(who);
        assertThat(programs.managed()).isEmpty();
        assertThat(programs.managedOrganisations()).isEmpty();
        assertThat(programs.organisationName(degree.organisationId())).isEmpty();
        assertThat(learners.enrolledCounts()).isEmpty();
        assertThat(sentInvitations.pendingCounts()).isEmpty();
        assertThat(sentInvitations.newLinkRequests()).isEmpty();
        assertThat(permissions.reach().managesLearners()).isFalse();
        assertNotFound(microcredential);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "program-admin@example.org",
                "institute@example.org",
                "admin@example.org",
                "learner@example.org",
                NOBODY
            })
    void what_is_not_mine_is_not_found(String who) {
        signIn(who);
        assertNotFound(degree);
        notFound(() -> invitations.cancel(invitation, degree.id().value()));
        notFound(() -> invitations.dismissNewLinkRequest(invitation));
        assertThat(sentInvitations.pendingCounts())
                .doesNotContainKey(degree.id().value());
        assertThat(learners.enrolledCounts()).doesNotContainKey(degree.id().value());
        assertThat(jdbc.sql("select status from invited_run")
                        .query(String.class)
                        .list())
                .containsExactly("PENDING");
    }

    @Test
    void what_is_mine_is_found_by_each_of_these_ways() {
        assertThat(programs.managed(degree.id())).isEqualTo(degree);
        assertThat(programs.managed(RunScope.allRuns(degree.id()))).isEqualTo(degree);
        assertThat(sentInvitations.sent(
                        RunScope.allRuns(degree.id()),
                        InvitationFilter.ALL,
                        InvitationOrder.NEWEST_FIRST,
                        Slice.at(0, 10)))
                .hasSize(1);
        assertThat(sentInvitations
                        .counts(RunScope.allRuns(degree.id()), InvitationFilter.ALL)
                        .statuses())
                .hasSize(1);
        assertThat(invitations.held(degree.id(), "EU-2001")).hasSize(1);
        assertThat(invitations.preview(request(degree))).isPresent();
        assertThat(sentInvitations.pendingCounts()).isEqualTo(Map.of(degree.id().value(), 1));
    }

    @Test
    void requests_for_a_new_link_are_seen_by_those_who_manage_the_program() {
        jdbc.sql("update invitation set new_link_asked_at = current_timestamp").update();
        assertThat(sentInvitations.newLinkRequests())
                .extracting(NewLinkRequest::invitation)
                .containsExactly(invitation);
        for (String who : List.of("program-admin@example.org", "institute@example.org", "learner@example.org")) {
            SignIn.as(who);
            assertThat(sentInvitations.newLinkRequests()).as(who).isEmpty();
        }
    }

    @Test
    void a_withdrawn_permission_ends_at_once() {
        jdbc.sql("delete from permission_grant where permission = 'LEARNING_MANAGER'")
                .update();
        assertThat(programs.managed()).isEmpty();
        assertNotFound(degree);
        assertThat(permissions.reach().managesLearners()).isFalse();
        assertThat(programs.managedBy(permissions.me().id(), degree.organisationId()))
                .isEmpty();
    }

    @Test
    void editing_programs_does_not_let_anybody_manage_their_learners() {
        SignIn.as("learner@example.org");
        grant(Permission.COURSE_CREATOR, degree.organisationId(), null);
        assertThat(programs.managed()).isEmpty();
        assertNotFound(degree);
        assertThat(permissions.reach().permissions()).containsExactly(Permission.COURSE_CREATOR);
    }

    @Test
    void several_permissions_add_up_and_no_program_is_listed_twice() {
        SignIn.as("program-admin@example.org");
        grant(Permission.PROGRAM_LEARNER_ADMIN, null, degree.id());
        grant(Permission.LEARNING_MANAGER, degree.organisationId(), null);
        assertThat(titles()).containsExactly("BSc Computing", "Climate Change", "Data Analytics");
        assertThat(mine("Data Analytics").runs()).hasSize(2);
    }

    @Test
    void an_accounts_programs_are_those_it_may_invite_to_in_one_organisation() {
        SignedIn manager = permissions.me();
        SignIn.out();
        assertThat(programs.managedBy(manager.id(), degree.organisationId()))
                .extracting(Program::title)
                .containsExactly("BSc Computing", "Climate Change", "Data Analytics");
        SignIn.as("institute@example.org");
        assertThat(programs.managedBy(manager.id(), mine("Project Management").organisationId()))
                .isEmpty();
    }

    @Test
    void learners_see_their_own_learning_and_nobody_elses() {
        SignIn.as("learner@example.org");
        assertThat(learners.myLearning()).hasSize(1);
        SignIn.as("manager@example.org");
        assertThat(learners.myLearning()).isEmpty();
        SignIn.out();
        notFound(() -> learners.myLearning());
    }

    @Test
    void what_asks_for_no_permission_works_within_the_transaction_of_a_feature_that_did() {
        var university = degree.organisationId();
        var id = new ExternalLearnerId("EU-1001");
        var me = permissions.me().id();
        var learner = idOfTheSampleLearner();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> learners.lock(university, id),
                () -> learners.lock(learner),
                () -> learners.find(university, id),
                () -> learners.wouldLink(learner, me),
                () -> learners.link(learner, me),
                () -> learners.enrolledPlaces(learner, degree.id()))) {
            assertThatThrownBy(call).isInstanceOf(IllegalTransactionStateException.class);
        }
    }

    @Test
    void a_new_account_may_do_nothing_yet() {
        SignIn.up(new EmailAddress("new@example.com"), "New", "long enough").orThrow();
        SignIn.as("new@example.com");
        assertThat(permissions.reach().permissions()).isEmpty();
        assertThat(programs.managed()).isEmpty();
        assertThat(learners.myLearning()).isEmpty();
    }

    private void assertNotFound(Program program) {
        RunScope scope = RunScope.allRuns(program.id());
        RunScope run =
                RunScope.of(program.id(), program.runsInOrder().getFirst().id());
        notFound(() -> programs.managed(program.id()));
        notFound(() -> programs.managed(scope));
        notFound(() -> programs.managed(run));
        notFound(() -> learners.enrolled(scope, LearnerFilter.ALL, LearnerOrder.NEWEST_FIRST, Slice.at(0, 10)));
        notFound(() -> learners.enrolled(run, LearnerFilter.ALL, LearnerOrder.NEWEST_FIRST, Slice.at(0, 10)));
        notFound(() -> learners.countEnrolled(scope, LearnerFilter.ALL));
        notFound(() -> learners.enrolledCounts(program.id()));
        notFound(() -> sentInvitations.pendingCounts(program.id()));
        notFound(() -> invitations.send(request(program)));
        notFound(() -> invitations.enrolOnDegree(
                program.id(), Set.of(program.runsInOrder().getFirst().id()), "EU-1001"));
        notFound(() -> invitations.held(program.id(), "EU-1001"));
        notFound(
                () -> sentInvitations.sent(scope, InvitationFilter.ALL, InvitationOrder.NEWEST_FIRST, Slice.at(0, 10)));
        notFound(() -> sentInvitations.countSent(scope, InvitationFilter.ALL));
        notFound(() -> sentInvitations.counts(run, InvitationFilter.ALL).statuses());
        notFound(() -> invitations.preview(request(program)));
        notFound(() -> invitations.problems(request(program)));
    }

    private void grant(Permission permission, @Nullable OrganisationId organisation, @Nullable ProgramId program) {
        transaction.executeWithoutResult(
                status -> permissions.grant(permissions.me().id(), permission, organisation, program));
    }

    private static void notFound(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NotFoundException.class);
    }

    private static void signIn(String who) {
        if (who.equals(NOBODY)) {
            SignIn.out();
        } else {
            SignIn.as(who);
        }
    }

    private InvitationRequest request(Program program) {
        return new InvitationRequest(
                program.id(),
                Set.of(),
                "EU-2001",
                "lea@example.com",
                Optional.of(clock.instant().plus(Duration.ofDays(28))));
    }

    private LearnerId idOfTheSampleLearner() {
        return new LearnerId(jdbc.sql("select id from learner where external_learner_id = 'EU-1001'")
                .query(UUID.class)
                .single());
    }

    private Program mine(String title) {
        return programs.managed().stream()
                .filter(program -> program.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private List<String> titles() {
        return programs.managed().stream().map(Program::title).toList();
    }

    private List<String> organisations() {
        return programs.managedOrganisations().stream().map(Organisation::name).toList();
    }
}
