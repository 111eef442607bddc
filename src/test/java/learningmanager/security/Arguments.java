package learningmanager.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import learningmanager.admin.AuditFilter;
import learningmanager.admin.AuditLine;
import learningmanager.admin.AuditText;
import learningmanager.admin.OrganisationFacts;
import learningmanager.audit.AuditAction;
import learningmanager.audit.AuditEvent;
import learningmanager.base.EmailAddress;
import learningmanager.base.EmailDomain;
import learningmanager.base.ExternalLearnerId;
import learningmanager.base.Slice;
import learningmanager.base.UploadId;
import learningmanager.invitation.InvitationFilter;
import learningmanager.invitation.InvitationOrder;
import learningmanager.invitation.InvitationRequest;
import learningmanager.invitation.Selection;
import learningmanager.learner.CorrectionFacts;
import learningmanager.learner.LearnerFilter;
import learningmanager.learner.LearnerOrder;
import learningmanager.learner.RateFacts;
import learningmanager.program.ProgramFacts;
import learningmanager.program.ProgramKind;
import learningmanager.program.RunFacts;
import learningmanager.program.RunScope;
import learningmanager.upload.ReviewFilter;

/** What a service method is tried with, of a {@link Scene}; and what it tells by these, beside its answer. */
final class Arguments {
    private static final byte[] TEXT_FILE = {'t', 'e', 'x', 't'};

    private final Scene scene;
    private final UploadId upload;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final List<Object> told = new ArrayList<>();

    /** @param upload what an upload's ID stands for */
    Arguments(Scene scene, UploadId upload) {
        this.scene = scene;
        this.upload = upload;
    }

    Object[] of(Method method) {
        return Arrays.stream(method.getParameters()).map(this::sample).toArray();
    }

    /** What was written to a file, or given to who reads line by line. */
    String told() {
        return written.toString(StandardCharsets.UTF_8) + told;
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
            case "OutputStream" -> written;
            case "Consumer" -> (Consumer<Object>) told::add;
            case "byte[]" -> TEXT_FILE;
            case "Function" ->
                (Function<Object, Object>)
                        asked -> asked instanceof AuditLine ? new AuditText("", "", "", "", "") : String.valueOf(asked);
            case "OrganisationId" -> scene.degree.organisationId();
            case "ProgramId" -> scene.degree.id();
            case "ProgramRunId" -> scene.run.id();
            case "AccountId" -> scene.manager.id();
            case "LearnerId" -> scene.learner;
            case "InvitationId" -> scene.invitation;
            case "UploadId" -> upload;
            case "CourseImportId" -> scene.courseImport;
            case "Id" -> scene.invitation;
            case "Account" -> scene.manager;
            case "SignedIn" -> SignedIn.of(scene.manager);
            case "EmailAddress" -> new EmailAddress("lea@example.com");
            case "EmailDomain" -> new EmailDomain(parameter.getName().equals("wrong") ? "example.com" : "example.net");
            case "ExternalLearnerId" -> new ExternalLearnerId("EU-1001");
            case "RunScope" -> RunScope.allRuns(scene.degree.id());
            case "InvitationFilter" -> InvitationFilter.ALL;
            case "LearnerFilter" -> LearnerFilter.ALL;
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
            case "Listing" -> scene.listing;
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
                new CorrectionFacts(
                        Optional.of(scene.degree.id()), Optional.empty(), YearMonth.now(), "1", "EUR", "A reason");
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
            case "seen" -> "EU-7002";
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
