package learningmanager.sample;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import learningmanager.base.AccountId;
import learningmanager.base.Code;
import learningmanager.base.EmailAddress;
import learningmanager.base.ExternalLearnerId;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.learner.EnrolmentHow;
import learningmanager.learner.Learner;
import learningmanager.learner.LearnerService;
import learningmanager.program.Organisation;
import learningmanager.program.Program;
import learningmanager.program.ProgramKind;
import learningmanager.program.ProgramRun;
import learningmanager.security.Account;
import learningmanager.security.Permission;
import learningmanager.security.Permissions;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The organisations and people to try the program with (SPEC 11), on an empty database. */
@Component
public class SampleData {
    /** Every sample account's. */
    public static final String PASSWORD = "learning-manager";

    private final JdbcAggregateTemplate rows;
    private final Permissions permissions;
    private final LearnerService learners;
    private final PasswordEncoder passwords;
    private final Clock clock;
    private @Nullable String passwordHash;

    SampleData(
            JdbcAggregateTemplate rows,
            Permissions permissions,
            LearnerService learners,
            PasswordEncoder passwords,
            Clock clock) {
        this.rows = rows;
        this.permissions = permissions;
        this.learners = learners;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Whether nobody and nothing is there yet. */
    @Transactional(readOnly = true)
    public boolean isDatabaseEmpty() {
        return rows.count(Account.class) == 0 && rows.count(Organisation.class) == 0;
    }

    @Transactional
    public void create() {
        Organisation university = rows.insert(Organisation.named("Example University"));
        Program dataAnalytics = microcredential(
                university,
                "Data Analytics",
                "DATA-ANALYTICS",
                run("Data Analytics, autumn 2026", "2026-09-07", "2026-12-11", false, "DATA-ANALYTICS-1"),
                run("Data Analytics, spring 2027", "2027-03-01", "2027-05-30", true, "DATA-ANALYTICS-2"));
        program(
                university,
                "BSc Computing",
                ProgramKind.DEGREE,
                "BSC-COMPUTING",
                run("BSc Computing, first term 2027", "2027-01-11", "2027-04-16", true, "BSC-COMPUTING-2027A"),
                run("BSc Computing, second term 2027", "2027-05-03", "2027-08-06", true, "BSC-COMPUTING-2027B"),
                run("BSc Computing, third term 2027", "2027-09-06", "2027-12-10", true, "BSC-COMPUTING-2027C"));
        microcredential(
                university,
                "Climate Change",
                null,
                run("Climate Change, summer 2027", "2027-06-07", "2027-08-27", true, null));
        Organisation institute = rows.insert(Organisation.named("Sample Institute"));
        microcredential(
                institute,
                "Project Management",
                "PROJECT-MANAGEMENT",
                run("Project Management, spring 2027", "2027-02-01", "2027-04-30", true, "PROJECT-MANAGEMENT-1"));

        AccountId manager = account(SampleAccount.MANAGER);
        permissions.grant(manager, Permission.LEARNING_MANAGER, university.id(), null);
        permissions.grant(manager, Permission.COURSE_CREATOR, university.id(), null);
        permissions.grant(
                account(SampleAccount.PROGRAM_ADMIN), Permission.PROGRAM_LEARNER_ADMIN, null, dataAnalytics.id());
        permissions.grant(account(SampleAccount.INSTITUTE), Permission.LEARNING_MANAGER, institute.id(), null);
        permissions.grant(account(SampleAccount.ADMIN), Permission.PLATFORM_ADMINISTRATOR, null, null);

        AccountId learnerAccount = account(SampleAccount.LEARNER);
        Learner learner = rows.insert(Learner.unlinked(university.id(), new ExternalLearnerId("EU-1001"))
                .linkedTo(learnerAccount));
        ProgramRun first = dataAnalytics.runsInOrder().getFirst();
        learners.enrol(
                learner.id(),
                dataAnalytics.id(),
                Optional.of(first.id()),
                EnrolmentHow.DIRECT,
                manager,
                clock.instant());
    }

    private Program microcredential(
            Organisation organisation, String title, @Nullable String code, ProgramRun... runs) {
        return program(organisation, title, ProgramKind.MICROCREDENTIAL, code, runs);
    }

    private Program program(
            Organisation organisation, String title, ProgramKind kind, @Nullable String code, ProgramRun... runs) {
        Set<ProgramRun> all = Arrays.stream(runs).collect(Collectors.toCollection(LinkedHashSet::new));
        return rows.insert(new Program(
                ProgramId.next(), organisation.id(), title, kind, code == null ? null : new Code(code), all, null, 0));
    }

    private static ProgramRun run(String name, String startsOn, String endsOn, boolean open, @Nullable String code) {
        return new ProgramRun(
                ProgramRunId.next(),
                name,
                LocalDate.parse(startsOn),
                LocalDate.parse(endsOn),
                open,
                code == null ? null : new Code(code),
                null);
    }

    private AccountId account(SampleAccount sample) {
        if (passwordHash == null) {
            passwordHash = passwords.encode(PASSWORD);
        }
        Instant now = clock.instant();
        return rows.insert(Account.of(EmailAddress.parse(sample.email()).orThrow(), sample.title(), passwordHash, now)
                        .proven(now))
                .id();
    }
}
