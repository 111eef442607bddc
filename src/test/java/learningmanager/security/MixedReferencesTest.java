package learningmanager.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import learningmanager.base.NotFoundException;
import learningmanager.base.ProgramRunId;
import learningmanager.base.UploadId;
import learningmanager.invitation.Correction;
import learningmanager.invitation.CorrectionService;
import learningmanager.invitation.Selection;
import learningmanager.invitation.Sending;
import learningmanager.invitation.SentInvitation;
import learningmanager.program.CourseCreatorService;
import learningmanager.program.CourseFile;
import learningmanager.program.CourseImportId;
import learningmanager.program.CourseImportService;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;
import learningmanager.program.RunFacts;
import learningmanager.program.RunScope;
import learningmanager.testing.Invite;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import learningmanager.upload.UploadService;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A reference to what is another organisation's beside one to what is one's own: found as little as by itself. */
@ServiceTest
class MixedReferencesTest {
    private static final String MANAGER = "manager@example.org";
    private static final String OTHER_MANAGER = "institute@example.org";

    @Autowired
    ApplicationContext context;

    @Autowired
    Invite invite;

    @Autowired
    JdbcClient jdbc;

    private Program mine;
    private ProgramRun theirRun;
    private Sending.Sent theirInvitation;

    @BeforeEach
    void two_organisations_have_something() {
        SignIn.as(OTHER_MANAGER);
        Program theirs = invite.program("Project Management");
        theirRun = theirs.runsInOrder().getFirst();
        theirInvitation = invite.learner("SI-1", "lea@example.net", "Project Management", "PROJECT-MANAGEMENT-1");
        SignIn.as(MANAGER);
        mine = invite.program("Data Analytics");
    }

    @Test
    void their_invitation_is_not_among_the_lines_of_my_run() {
        CorrectionService corrections = context.getBean(CorrectionService.class);
        ProgramRunId run = Invite.run(mine, "DATA-ANALYTICS-2");
        Selection theirs = new Selection.Lines(List.of(new SentInvitation.Key(
                theirInvitation.invitation(), theirRun.id().value())));

        for (RunScope scope : List.of(RunScope.of(mine.id(), run), RunScope.allRuns(mine.id()))) {
            assertThat(corrections.cancel(scope, theirs)).isEqualTo(new Correction(0, 0, List.of(), Optional.empty()));
        }

        assertThat(jdbc.sql("select status from invited_run where invitation_id = :id")
                        .param("id", theirInvitation.invitation().value())
                        .query(String.class)
                        .single())
                .isEqualTo("PENDING");
    }

    @Test
    void their_run_is_none_of_my_programs() {
        CourseCreatorService courses = context.getBean(CourseCreatorService.class);
        RunFacts seen = RunFacts.of(theirRun);
        assertNotFound(() -> courses.changeRun(mine.id(), theirRun.id(), seen, seen));
        assertNotFound(() -> courses.archiveRun(mine.id(), theirRun.id()));
        assertNotFound(() -> courses.bringBackRun(mine.id(), theirRun.id()));
        assertNotFound(() -> context.getBean(CorrectionService.class)
                .cancel(RunScope.of(mine.id(), theirRun.id()), new Selection.Lines(List.of())));
    }

    @Test
    void their_draft_is_replaced_by_no_file_of_mine() throws IOException {
        SignIn.as(OTHER_MANAGER);
        UploadId theirs = Scene.upload(
                context,
                invite.program("Project Management").organisationId(),
                Scene.DRAFT.replace("BSC-COMPUTING-2027B", "PROJECT-MANAGEMENT-1"));
        SignIn.as(MANAGER);
        UploadService uploads = context.getBean(UploadService.class);
        Path file = uploads.newFile();
        try {
            assertNotFound(() -> uploads.check(mine.organisationId(), "mine.csv", file, Optional.of(theirs)));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Test
    void their_import_is_replaced_by_no_file_of_mine() throws IOException {
        CourseImportService imports = context.getBean(CourseImportService.class);
        CourseImportId some = ((CourseFile.Taken)
                        imports.check(mine.organisationId(), "courses.csv", courses(), Optional.empty()))
                .id();
        jdbc.sql("update course_import set owner_id = (select id from account where email = :other) where id = :id")
                .param("other", OTHER_MANAGER)
                .param("id", some.value())
                .update();
        Path file = courses();
        try {
            assertNotFound(() -> imports.check(mine.organisationId(), "courses.csv", file, Optional.of(some)));
        } finally {
            Files.deleteIfExists(file);
        }
        assertThat(jdbc.sql("select count(*) from course_import where id = :id")
                        .param("id", some.value())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    private static Path courses() throws IOException {
        return Files.writeString(Files.createTempFile("courses", ".csv"), """
                program_title,program_kind,program_code,run_name,run_code,start_date,end_date,enrolment
                New,degree,NEW,,,,,
                """);
    }

    private static void assertNotFound(ThrowingCallable deed) {
        assertThatThrownBy(deed).isInstanceOf(NotFoundException.class);
    }
}
