package learningmanager.security;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import learningmanager.admin.AuditFilter;
import learningmanager.admin.AuditLine;
import learningmanager.admin.AuditText;
import learningmanager.admin.OrganisationFacts;
import learningmanager.audit.AuditAction;
import learningmanager.audit.AuditEvent;
import learningmanager.base.EmailAddress;
import learningmanager.base.EmailDomain;
import learningmanager.base.ExternalLearnerId;
import learningmanager.base.NotFoundException;
import learningmanager.base.Parsed;
import learningmanager.base.Slice;
import learningmanager.invitation.InvitationFilter;
import learningmanager.invitation.InvitationOrder;
import learningmanager.invitation.InvitationRequest;
import learningmanager.invitation.Selection;
import learningmanager.learner.CorrectionFacts;
import learningmanager.learner.LearnerOrder;
import learningmanager.learner.RateFacts;
import learningmanager.program.ProgramFacts;
import learningmanager.program.ProgramKind;
import learningmanager.program.RunFacts;
import learningmanager.program.RunScope;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import learningmanager.upload.Listing;
import learningmanager.upload.ReviewFilter;
import learningmanager.upload.ReviewService;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;

/**
 * SPEC 2, all of it: each public method of each service, tried by each person on what is Example University's, against
 * {@code who-may-do-what/services.txt}. A method that is not in the table fails the test. The cells:
 *
 * <ul>
 *   <li>allowed: it does what it says, or gives something;
 *   <li>refused: it is theirs to ask, and these arguments are wrong, such as a link that is none;
 *   <li>nothing: it gives an empty list, zero, no: as if there were nothing;
 *   <li>not found: as if there were no such thing;
 *   <li>within: it is for the transaction of another feature, which asked before.
 * </ul>
 */
@ServiceTest
@NullUnmarked // set before the first method is tried
class WhoMayDoWhatTest {
    /** These begin work on other threads, which a rollback does not reach: tried last, and for good. */
    private static final Set<String> IN_THE_BACKGROUND =
            Set.of("check", "checkPasted", "beginSending", "sendInvitations");

    private static final byte[] TEXT_FILE = {'t', 'e', 'x', 't'};

    @Autowired
    ApplicationContext context;

    @Autowired
    TransactionTemplate transaction;

    private Scene scene;
    private Listing listing;

    @Test
    void every_method_of_every_service_answers_each_person_as_the_table_says() throws IOException {
        scene = new Scene(context);
        SignIn.as(Person.MANAGER.email());
        listing = context.getBean(ReviewService.class).list(scene.draft, ReviewFilter.ALL);

        PermissionTable table = new PermissionTable("services.txt");
        for (Method method : methods()) {
            List<String> cells = new ArrayList<>();
            for (Person person : Person.values()) {
                Scene.signIn(person);
                cells.add(answer(method));
            }
            table.add(name(method), cells);
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> context.getBean(JdbcClient.class)
                        .sql("select id from upload where state = 'CHECKING'")
                        .query(UUID.class)
                        .list()
                        .isEmpty());
        table.compare();
    }

    private List<Method> methods() {
        return context.getBeansWithAnnotation(Service.class).values().stream()
                .<Class<?>>map(bean -> ClassUtils.getUserClass(bean))
                .filter(type ->
                        type.getPackageName().startsWith("learningmanager") && Modifier.isPublic(type.getModifiers()))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && !Modifier.isStatic(method.getModifiers())
                        && !method.isSynthetic())
                .filter(method -> !method.getName().equals("destroy"))
                .sorted(Comparator.comparing((Method method) -> IN_THE_BACKGROUND.contains(method.getName()))
                        .thenComparing(WhoMayDoWhatTest::name))
                .toList();
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + "("
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ")) + ")";
    }

    private String answer(Method method) {
        Object[] arguments =
                Arrays.stream(method.getParameters()).map(this::sample).toArray();
        if (IN_THE_BACKGROUND.contains(method.getName()) || isWithin(method)) {
            return call(method, arguments);
        }
        return Optional.ofNullable(transaction.execute(status -> {
                    status.setRollbackOnly();
                    return call(method, arguments);
                }))
                .orElseThrow();
    }

    private String call(Method method, Object[] arguments) {
        try {
            return word(method, method.invoke(context.getBean(method.getDeclaringClass()), arguments));
        } catch (InvocationTargetException thrown) {
            return switch (thrown.getCause()) {
                case NotFoundException notFound -> "not found";
                case IllegalTransactionStateException within -> "within";
                default -> throw new AssertionError(name(method) + " failed", thrown.getCause());
            };
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isWithin(Method method) {
        Transactional own = method.getAnnotation(Transactional.class);
        Transactional declared = own == null ? method.getDeclaringClass().getAnnotation(Transactional.class) : own;
        return declared != null && declared.propagation() == Propagation.MANDATORY;
    }

    private static String word(Method method, Object result) {
        return switch (result) {
            case null -> method.getReturnType() == void.class ? "allowed" : "nothing";
            case Parsed.Wrong<?> wrong -> "refused";
            case CompletableFuture<?> work -> word(method, work.join());
            case Optional<?> optional when givesRefusals(method) -> optional.isEmpty() ? "allowed" : "refused";
            case Map<?, ?> map when givesRefusals(method) -> map.isEmpty() ? "allowed" : "refused";
            case Optional<?> optional -> optional.isEmpty() ? "nothing" : "allowed";
            case Collection<?> collection -> collection.isEmpty() ? "nothing" : "allowed";
            case Map<?, ?> map -> map.isEmpty() ? "nothing" : "allowed";
            case Number number -> number.intValue() == 0 ? "nothing" : "allowed";
            case Boolean answer -> answer ? "allowed" : "nothing";
            case String text -> text.isEmpty() ? "nothing" : "allowed";
            default -> result.getClass().getSimpleName().equals("Refused") ? "refused" : "allowed";
        };
    }

    private static boolean givesRefusals(Method method) {
        return method.toGenericString().contains("learningmanager.base.Refusal> ");
    }

    private Object sample(Parameter parameter) {
        boolean seen = parameter.getName().equals("seen");
        Class<?> type = parameter.getType();
        if (type.isEnum()) {
            return type == Permission.class ? Permission.PLATFORM_ADMINISTRATOR : type.getEnumConstants()[0];
        }
        return switch (type.getSimpleName()) {
            case "String" -> text(parameter.getName());
            case "int" ->
                parameter.getName().equals("offset") ? 0 : parameter.getName().equals("limit") ? 10 : 1;
            case "boolean" -> true;
            case "UUID" -> parameter.getName().equals("place") ? scene.run.id().value() : uuid(parameter.getName());
            case "Optional" ->
                parameter.getName().equals("until")
                        ? Optional.of(Instant.now().plus(Duration.ofDays(90)))
                        : Optional.empty();
            case "Set" -> Set.of(scene.run.id());
            case "List" -> List.of();
            case "Map" -> Map.of();
            case "Path" -> file();
            case "Instant" -> Instant.now();
            case "YearMonth" -> YearMonth.now();
            case "OutputStream" -> new ByteArrayOutputStream();
            case "Consumer" -> (Consumer<Object>) ignored -> {};
            case "byte[]" -> TEXT_FILE;
            case "Function" ->
                (Function<Object, Object>)
                        asked -> asked instanceof AuditLine ? new AuditText("", "", "", "") : String.valueOf(asked);
            case "OrganisationId" -> scene.degree.organisationId();
            case "ProgramId" -> scene.degree.id();
            case "ProgramRunId" -> scene.run.id();
            case "AccountId" -> scene.manager.id();
            case "LearnerId" -> scene.learner;
            case "InvitationId" -> scene.invitation;
            case "UploadId" -> scene.draft;
            case "CourseImportId" -> scene.courseImport;
            case "Id" -> scene.invitation;
            case "Account" -> scene.manager;
            case "SignedIn" -> SignedIn.of(scene.manager);
            case "EmailAddress" -> new EmailAddress("nobody@example.com");
            case "EmailDomain" -> new EmailDomain(parameter.getName().equals("wrong") ? "example.com" : "example.net");
            case "ExternalLearnerId" -> new ExternalLearnerId("EU-1001");
            case "RunScope" -> RunScope.allRuns(scene.degree.id());
            case "InvitationFilter" -> InvitationFilter.ALL;
            case "InvitationOrder" -> InvitationOrder.NEWEST_FIRST;
            case "LearnerOrder" -> LearnerOrder.NEWEST_FIRST;
            case "Slice" -> Slice.at(0, 10);
            case "Selection" -> new Selection.AllMatching(InvitationFilter.ALL);
            case "InvitationRequest" ->
                new InvitationRequest(
                        scene.degree.id(),
                        Set.of(),
                        "EU-7009",
                        "lou@example.com",
                        Optional.of(Instant.now().plusSeconds(1_000_000)));
            case "ReviewFilter" -> ReviewFilter.ALL;
            case "Listing" -> listing;
            case "ProgramFacts" ->
                seen ? ProgramFacts.of(scene.degree) : new ProgramFacts("New", ProgramKind.DEGREE, "");
            case "RunFacts" -> RunFacts.of(scene.run);
            case "OrganisationFacts" -> OrganisationFacts.named(seen ? "Example University" : "New College");
            case "AuditFilter" -> AuditFilter.ALL;
            case "AuditEvent" -> AuditEvent.of(AuditAction.INVITED, scene.invitation, "EU-7001");
            case "RateFacts" ->
                new RateFacts(
                        Optional.of(scene.degree.organisationId()),
                        Optional.empty(),
                        Optional.empty(),
                        "1",
                        "EUR",
                        Optional.of(LocalDate.now()));
            case "CorrectionFacts" ->
                new CorrectionFacts(Optional.of(scene.degree.id()), YearMonth.now(), "1", "EUR", "A reason");
            default -> throw new AssertionError("No sample of " + parameter + ": add one here");
        };
    }

    private UUID uuid(String name) {
        return name.equals("grantId") ? scene.managersGrant : scene.invitation.value();
    }

    private String text(String name) {
        return switch (name) {
            case "token" -> scene.token;
            case "email" -> Person.MANAGER.email();
            case "emailText" -> "lou@example.com";
            case "search" -> "";
            case "password", "wanted" -> "three small words";
            case "learnerIdText" -> "EU-7009";
            default -> "Some words";
        };
    }

    private static Path file() {
        try {
            return Files.writeString(Files.createTempFile("who-may-do-what", ".csv"), "a,b\r\n1,2\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
