package learningmanager.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import learningmanager.base.LearnerId;
import learningmanager.base.Refusal;
import learningmanager.base.Slice;
import learningmanager.base.UploadId;
import learningmanager.invitation.DegreeEnrolment;
import learningmanager.invitation.InvitationFilter;
import learningmanager.invitation.InvitationOrder;
import learningmanager.invitation.InvitationRequest;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.LinkMoveService;
import learningmanager.invitation.RunStatus;
import learningmanager.invitation.Sending;
import learningmanager.invitation.SentInvitation;
import learningmanager.invitation.SentInvitationService;
import learningmanager.learner.LinkedLearner;
import learningmanager.learner.LinkedLearnersService;
import learningmanager.program.CourseCreatorService;
import learningmanager.program.CourseSaving;
import learningmanager.program.ProgramFacts;
import learningmanager.program.RunScope;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import learningmanager.upload.ReviewFilter;
import learningmanager.upload.ReviewService;
import learningmanager.upload.RowProblem;
import learningmanager.upload.UploadService;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** What another organisation has that looks like one's own shows in nothing that one is told. */
@ServiceTest
@NullUnmarked // set before the first test
class LookAlikesTest {
    /** The people of Example University alone; administrators are the installation's. */
    private static final Set<Person> PEOPLE =
            EnumSet.complementOf(EnumSet.of(Person.OTHER_MANAGER, Person.ADMINISTRATOR));

    /** IDs, times, links and hashes, which are others each time. */
    private static final Pattern CHANGING = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}"
            + "|[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:.]+Z?)?|[A-Z][a-z]{2} [0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}"
            + "|/[\\w.-]{40,}|\\{bcrypt\\}[^,\\]]+|@[0-9a-f]{5,8}\\b");

    @Autowired
    ApplicationContext context;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    SentInvitationService sentInvitations;

    @Autowired
    InvitationService invitations;

    @Autowired
    LinkedLearnersService learners;

    @Autowired
    CourseCreatorService courses;

    @Autowired
    UploadService uploads;

    @Autowired
    ReviewService review;

    private Scene scene;

    @BeforeEach
    void there_is_something_to_be_seen() throws IOException {
        scene = new Scene(context);
    }

    @Test
    void every_answer_of_every_service_is_the_same_with_and_without_them_and_has_nothing_of_theirs()
            throws IOException {
        Map<String, String> before = answers();

        Set<String> secrets = new LookAlikes(context).secrets();

        Map<String, String> after = answers();
        assertThat(after).hasSameSizeAs(before).hasSizeGreaterThan(1_000);
        assertThat(after.entrySet())
                .as("what is told of theirs")
                .filteredOn(told -> secrets.stream().anyMatch(told.getValue()::contains))
                .isEmpty();
        assertThat(after.entrySet())
                .as("what is answered otherwise, as they are there")
                .filteredOn(
                        told -> !unchanging(told.getValue()).equals(unchanging(before.getOrDefault(told.getKey(), ""))))
                .isEmpty();
    }

    @Test
    void counts_and_searches_are_of_ones_own() throws IOException {
        new LookAlikes(context);
        SignIn.as(Person.MANAGER.email());
        RunScope all = RunScope.allRuns(scene.degree.id());

        assertThat(sentInvitations.counts(all, InvitationFilter.ALL).statuses())
                .isEqualTo(Map.of(RunStatus.PENDING, 2));
        assertThat(sentInvitations.countSent(all, InvitationFilter.searching("example.net")))
                .isZero();
        assertThat(sentInvitations.sent(
                        all, InvitationFilter.searching("EU-7001"), InvitationOrder.NEWEST_FIRST, Slice.at(0, 10)))
                .extracting(SentInvitation::invitation)
                .containsExactly(scene.invitation);
        assertThat(sentInvitations.undelivered()).isEmpty();
        assertThat(sentInvitations.newLinkRequests()).isEmpty();
        assertThat(learners.learners(scene.degree.organisationId(), "look-alike", Slice.at(0, 10)))
                .isEmpty();
        assertThat(learners.learners(scene.degree.organisationId(), "EU-7", Slice.at(0, 10)))
                .extracting(LinkedLearner::externalLearnerId)
                .containsExactly("EU-7001", "EU-7003");
        assertThat(uploads.countMine()).isEqualTo(2);
        assertThat(uploads.sentBefore(scene.draft)).isEmpty();
    }

    @Test
    void no_error_of_a_file_names_a_code_of_theirs_and_what_they_know_of_a_learner_is_none() throws IOException {
        Set<String> secrets = new LookAlikes(context).secrets();
        SignIn.as(Person.MANAGER.email());
        UploadId upload = Scene.upload(context, scene.degree.organisationId(), """
                external_learner_id,email,program_code,program_run_code,expiry_time
                EU-8001,a@example.com,%s,X,2027-03-01 09:00:00
                EU-8002,b@example.com,%s,X,2027-03-01 09:00:00
                EU-8003,c@example.com,BSC-COMPUTING,%s,2027-03-01 09:00:00
                EU-8004,d@example.com,BSC-COMPUTING,%s,2027-03-01 09:00:00
                %s,e@example.com,BSC-COMPUTING,BSC-COMPUTING-2027A,2027-03-01 09:00:00
                EU-8005,mia@example.net,BSC-COMPUTING,BSC-COMPUTING-2027A,2027-03-01 09:00:00
                """.formatted(
                LookAlikes.CODE, LookAlikes.MISTYPED, LookAlikes.RUN_CODE, LookAlikes.CODE + "-1", LookAlikes.LINKED));

        List<RowProblem> problems = review.rows(upload, review.list(upload, ReviewFilter.ALL), 0, 10).stream()
                .flatMap(row -> row.problems().stream())
                .toList();

        assertThat(problems)
                .extracting(problem -> problem.line() + " " + problem.refusal().code())
                .containsExactly("2 program.unknown", "3 program.unknown", "4 run.unknown", "5 run.unknown");
        assertThat(problems)
                .flatExtracting(
                        problem -> problem.refusal().suggestion().stream().toList())
                .noneMatch(suggested -> secrets.contains(suggested));
        assertThat(problems.get(1).refusal().suggestion()).isEmpty();
    }

    @Test
    void a_form_takes_what_only_they_have_already_and_tells_nothing_of_it() throws IOException {
        new LookAlikes(context);
        SignIn.as(Person.MANAGER.email());

        assertThat(invitations.held(scene.degree.id(), LookAlikes.LINKED)).isEmpty();
        assertThat(invitations.enrolOnDegree(scene.degree.id(), Set.of(scene.run.id()), LookAlikes.LINKED))
                .as("linked over there alone: not enrolled at once here")
                .isInstanceOf(DegreeEnrolment.LinkReady.class);
        assertThat(invitations.send(new InvitationRequest(
                        scene.degree.id(),
                        Set.of(scene.run.id()),
                        "EU-70011",
                        "mia@example.net",
                        Optional.of(Instant.now().plus(Duration.ofDays(7))))))
                .isInstanceOfSatisfying(
                        Sending.Sent.class, sent -> assertThat(sent.link()).isPresent());
        assertThat(courses.change(
                        scene.degree.id(),
                        ProgramFacts.of(scene.degree),
                        new ProgramFacts("BSc Computing", scene.degree.kind(), LookAlikes.CODE)))
                .isInstanceOf(CourseSaving.Saved.class);
        assertThat(courses.suggestedCode(scene.degree.organisationId(), "Data Analytics II"))
                .isEqualTo("DATA-ANALYTICS-II");
    }

    @Test
    void a_link_can_be_moved_to_who_is_linked_over_there_and_says_nothing_of_that() throws IOException {
        new LookAlikes(context);
        SignIn.as(Person.MANAGER.email());
        LearnerId learner = scene.learner;

        assertThat(context.getBean(LinkMoveService.class).move(learner, "mia@example.net"))
                .asString()
                .doesNotContain("look-alike", "Institute", Refusal.class.getSimpleName());
    }

    /** Of each person to each question. */
    private Map<String, String> answers() {
        Map<String, String> answers = new TreeMap<>();
        for (Method method : ServiceMethods.of(context)) {
            if (ServiceMethods.isInTheBackground(method) || ServiceMethods.isWithin(method)) {
                continue;
            }
            for (Person person : PEOPLE) {
                Scene.signIn(person);
                // How often others asked is no matter of who asks.
                context.getBean(SignInThrottle.class).forget();
                answers.put(person + ": " + ServiceMethods.name(method), answer(method, scene.draft));
                if (ServiceMethods.isAboutAnUpload(method)) {
                    answers.put(person + ": " + ServiceMethods.name(method) + " – sent", answer(method, scene.sent));
                }
            }
        }
        return answers;
    }

    private static String unchanging(String answer) {
        return CHANGING.matcher(answer).replaceAll("…");
    }

    private String answer(Method method, UploadId upload) {
        return Optional.ofNullable(transaction.execute(status -> {
                    status.setRollbackOnly();
                    Arguments arguments = new Arguments(scene, upload);
                    String answer;
                    try {
                        Object given = method.invoke(context.getBean(method.getDeclaringClass()), arguments.of(method));
                        answer = given instanceof Path ? "a new file" : String.valueOf(given);
                    } catch (InvocationTargetException refused) {
                        answer = String.valueOf(refused.getCause());
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                    return answer + arguments.told();
                }))
                .orElseThrow();
    }
}
