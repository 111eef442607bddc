package learningmanager.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import learningmanager.mail.CatcherAtWork;
import learningmanager.mail.ScriptedMailServer;
import learningmanager.mail.ScriptedMailServer.Taken;
import learningmanager.testing.Node;
import learningmanager.testing.QueuedInvitations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What happens to mails when nodes, the database and the mail server fail in earnest: nodes are processes that are killed and
 * frozen, PostgreSQL writes to the disk and is killed. Claims of dead nodes run out after ten minutes; the tests make these pass by
 * setting the claims back. Runs by {@code ./mvnw -Pfaults verify}.
 */
@Tag("faults")
class MailFaultsTest {
    private static final FaultTable TABLE = new FaultTable();
    private static final Duration LONG = Duration.ofMinutes(8);
    private static final int KILLS = 10;

    @TempDir
    private Path folder;

    private final ScriptedMailServer server = new ScriptedMailServer();
    private EmbeddedPostgres postgres;

    @BeforeEach
    void start() throws IOException {
        server.start();
        postgres = durable(EmbeddedPostgres.builder()).start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
        postgres.close();
    }

    @AfterAll
    static void print() {
        TABLE.print();
    }

    @Test
    void a_node_killed_ten_times_sends_each_mail_once_or_twice() throws Exception {
        int mails = 5_000;
        server.delay(Duration.ofMillis(1));
        Node node = node().ready();
        QueuedInvitations.queue(database(), mails);
        for (int kill = 1; kill <= KILLS; kill++) {
            int enough = kill * mails / (2 * KILLS);
            await().atMost(LONG).pollInterval(Duration.ofMillis(2)).until(() -> server.taken() >= enough);
            node.kill();
            node = node().ready();
        }
        await().atMost(LONG).until(() -> open() == 0);
        int inDoubt = claimed();
        letClaimsRunOut();
        await().atMost(LONG).until(() -> count("status <> 'SENT'") == 0);
        node.close();

        Map<String, List<Taken>> arrived = arrived();
        assertThat(arrived).hasSize(mails);
        assertThat(arrived.values()).allSatisfy(copies -> {
            assertThat(copies).hasSizeLessThanOrEqualTo(2);
            assertThat(copies.stream().map(copy -> copy.header("Message-ID")).distinct())
                    .hasSize(1);
        });
        long twice =
                arrived.values().stream().filter(copies -> copies.size() == 2).count();
        TABLE.nothingLost(
                "node killed",
                "kill -9 in the middle of %,d mails, %d times".formatted(mails, KILLS),
                "%,d recipients: each at least one; %d got two, with the same Message-ID (%d were in doubt)"
                        .formatted(arrived.size(), twice, inDoubt));
    }

    @Test
    void two_nodes_send_no_mail_twice() throws Exception {
        int mails = 10_000;
        try (Node one = node();
                Node other = node()) {
            one.ready();
            other.ready();
            QueuedInvitations.queue(database(), mails);
            await().atMost(LONG).until(() -> count("status <> 'SENT'") == 0);
        }

        assertThat(server.taken()).isEqualTo(mails);
        assertThat(arrived()).hasSize(mails);
        TABLE.nothingLost(
                "two nodes", "%,d mails queued at once".formatted(mails), "%,d recipients: one each".formatted(mails));
    }

    @Test
    void nodes_restarted_one_after_the_other_send_each_mail_once() throws Exception {
        int mails = 5_000;
        server.delay(Duration.ofMillis(1));
        Node[] nodes = {node(), node()};
        for (Node node : nodes) {
            node.ready();
        }
        QueuedInvitations.queue(database(), mails);
        int restarts = 4;
        for (int restart = 1; restart <= restarts; restart++) {
            int enough = restart * mails / (2 * restarts);
            await().atMost(LONG).pollInterval(Duration.ofMillis(2)).until(() -> server.taken() >= enough);
            int next = restart % nodes.length;
            nodes[next].end();
            nodes[next] = node().ready();
        }
        await().atMost(LONG).until(() -> count("status <> 'SENT'") == 0);
        for (Node node : nodes) {
            node.close();
        }

        assertThat(server.taken()).isEqualTo(mails);
        assertThat(arrived()).hasSize(mails);
        TABLE.nothingLost(
                "rolling restart",
                "SIGTERM of two nodes in turn in the middle of %,d mails, %d times, each started again"
                        .formatted(mails, restarts),
                "%,d recipients: one each, none in doubt".formatted(mails));
    }

    @Test
    void a_node_frozen_past_its_claim_and_woken_does_no_harm() throws Exception {
        int mails = 3_000;
        server.delay(Duration.ofMillis(1));
        try (Node frozen = node();
                Node other = node()) {
            frozen.ready();
            other.ready();
            QueuedInvitations.queue(database(), mails);
            await().atMost(LONG).pollInterval(Duration.ofMillis(2)).until(() -> server.taken() > mails / 4);
            frozen.freeze();
            await().atMost(LONG).until(() -> open() == 0);
            int claimed = claimed();
            assertThat(claimed).isPositive();
            letClaimsRunOut();
            await().atMost(LONG).until(() -> count("status <> 'SENT'") == 0);
            int before = server.taken();
            other.kill();
            frozen.wake();
            // When it has sent one more, it has been through what it had in hand.
            QueuedInvitations.queue(database(), 1);
            await().atMost(LONG).until(() -> count("status <> 'SENT'") == 0);
            int all = mails + 1;

            Map<String, List<Taken>> arrived = arrived();
            int more = server.taken() - before - 1;
            assertThat(arrived).hasSize(all);
            assertThat(arrived.values()).allMatch(copies -> copies.size() <= 2);
            assertThat(more).isLessThanOrEqualTo(4);
            assertThat(count("status <> 'SENT' or claimed_until is not null")).isZero();
            TABLE.nothingLost(
                    "node frozen",
                    "SIGSTOP with %d mails claimed, claims over, another node sent them, SIGCONT".formatted(claimed),
                    "%,d recipients: each at least one; %d got two; the woken node sent %d more and changed no row"
                            .formatted(mails, server.taken() - all, more));
        }
    }

    @Test
    void a_database_killed_during_sending_and_restarted_loses_and_repeats_nothing() throws Exception {
        String counted = sentOverARestart(MailFaultsTest::kill);
        TABLE.nothingLost(
                "PostgreSQL killed", "kill -9 of all its processes in the middle, fsync on, started again", counted);
    }

    @Test
    void a_database_restarted_under_load_loses_and_repeats_nothing() throws Exception {
        String counted = sentOverARestart(MailFaultsTest::shutDown);
        TABLE.nothingLost("PostgreSQL restarted", "fast shutdown in the middle, started again", counted);
    }

    /** What a database's end does to its processes. */
    private interface End {
        void of(ProcessHandle postmaster) throws Exception;
    }

    /** Mails go out and people accept all the while. Each mail arrives once, and whoever was told "accepted" is enrolled. */
    private String sentOverARestart(End end) throws Exception {
        int mails = 3_000;
        Path data = folder.resolve("pg");
        server.delay(Duration.ofMillis(1));
        EmbeddedPostgres first = durable(
                        EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false))
                .start();
        int port = first.getPort();
        String url = "jdbc:postgresql://localhost:" + port + "/postgres";
        try (Node node = Node.start(folder, url, settings()).ready()) {
            List<Acceptance> people = people(node, first.getPostgresDatabase());
            QueuedInvitations.queue(first.getPostgresDatabase(), mails);
            await().atMost(LONG).pollInterval(Duration.ofMillis(2)).until(() -> server.taken() > mails / 3);
            List<Acceptance> before = people.subList(0, people.size() / 2);
            before.forEach(person -> person.begin(node));
            end(data, end);
            int atEnd = server.taken();
            Files.deleteIfExists(data.resolve("epg-lock"));
            EmbeddedPostgres second = durable(EmbeddedPostgres.builder()
                            .setDataDirectory(data)
                            .setCleanDataDirectory(false)
                            .setPort(port))
                    .start();
            try {
                JdbcClient jdbc = JdbcClient.create(second.getPostgresDatabase());
                people.subList(before.size(), people.size()).forEach(person -> person.begin(node));
                await().atMost(LONG)
                        .until(() -> jdbc.sql(
                                                "select count(*) from mail_message where status = 'QUEUED' and claimed_until is null")
                                        .query(Integer.class)
                                        .single()
                                == 0);
                // What was claimed in a transaction whose answer was lost comes back when the claim is over.
                jdbc.sql(
                                "update mail_message set claimed_until = now() - interval '1 second' where claimed_until is not null"
                                        + " and claimed_until < now() + interval '9 minutes'")
                        .update();
                await().atMost(Duration.ofMinutes(12))
                        .until(() ->
                                jdbc.sql("select count(*) from mail_message where status not in ('SENT', 'DROPPED')")
                                                .query(Integer.class)
                                                .single()
                                        == 0);
                Map<String, List<Taken>> arrived = arrived();
                assertThat(arrived.values()).allMatch(copies -> copies.size() == 1);
                assertThat(arrived.keySet().stream().filter(to -> !to.startsWith(PERSON)))
                        .hasSize(mails);
                List<Acceptance> accepted =
                        people.stream().filter(Acceptance::isTold).toList();
                assertThat(accepted)
                        .hasSizeGreaterThanOrEqualTo(people.size() - before.size())
                        .allMatch(person -> person.isEnrolled(jdbc));
                return "after %,d of %,d mails: one each; %d of %d who accepted meanwhile were told so, and each is enrolled"
                        .formatted(atEnd, mails, accepted.size(), people.size());
            } finally {
                second.close();
            }
        }
    }

    private static final String PERSON = "person-";

    /** Somebody who accepts an invitation. */
    private static final class Acceptance {
        private final String email;
        private final String invitation;
        private final String token;
        private Optional<Node.Deed> deed = Optional.empty();

        Acceptance(String email, String invitation, String token) {
            this.email = email;
            this.invitation = invitation;
            this.token = token;
        }

        String cancel(Node node) {
            return node.begin("manager@example.org", "cancel", invitation).answer();
        }

        String answer() {
            return deed.orElseThrow().answer();
        }

        void begin(Node node) {
            deed = Optional.of(node.begin(email, "accept", token));
        }

        boolean isTold() {
            return deed.flatMap(begun -> begun.answer(Duration.ofMinutes(2)))
                    .filter("done"::equals)
                    .isPresent();
        }

        boolean isEnrolled(JdbcClient jdbc) {
            return jdbc.sql("""
                            select count(*) from enrolment e join learner l on l.id = e.learner_id
                            join account a on a.id = l.account_id where a.email = :email""").param("email", email).query(Integer.class).single() == 1;
        }
    }

    private static List<Acceptance> people(Node node, DataSource database) {
        List<Acceptance> people = new ArrayList<>();
        for (int number = 1; number <= 40; number++) {
            String email = PERSON + number + "@example.com";
            JdbcClient.create(database)
                    .sql("insert into account (id, email, name, password_hash, session_no, version)"
                            + " values (gen_random_uuid(), :email, :email, '-', 0, 1)")
                    .param("email", email)
                    .update();
            String[] sent = node.begin(
                            "manager@example.org",
                            "invite",
                            "PERSON-" + number,
                            email,
                            Node.in(Duration.ofDays(28)).toString())
                    .answer()
                    .split(" ");
            people.add(new Acceptance(email, sent[0], sent[1]));
        }
        return people;
    }

    @Test
    void a_server_that_refuses_forgets_and_hangs_up_gets_each_mail_that_it_takes() throws Exception {
        int mails = 3_000;
        String batch = UUID.randomUUID().toString();
        server.closeAfter(40);
        for (int number = 1; number <= mails; number++) {
            String recipient = batch + "-" + number + "@example.com";
            if (number % 20 == 0) {
                server.answer(recipient, "550 5.1.1 No such user");
            } else if (number % 100 == 1) {
                server.hangUpOnceInsteadOfAnswering(recipient);
            }
        }
        try (Node node = node().ready()) {
            QueuedInvitations.queue(database(), batch, mails);
            await().atMost(LONG).until(() -> count("status not in ('SENT', 'FAILED')") == 0);
        }
        int unknown = mails / 20;
        int hungUp = mails / 100;
        Map<String, List<Taken>> arrived = arrived();
        assertThat(arrived).hasSize(mails - unknown);
        assertThat(count("status = 'FAILED' and answer like '%No such user%'")).isEqualTo(unknown);
        assertThat(arrived.values().stream().filter(copies -> copies.size() == 2))
                .hasSize(hungUp)
                .allSatisfy(copies -> assertThat(copies.getFirst().header("Message-ID"))
                        .isEqualTo(copies.getLast().header("Message-ID")));
        assertThat(arrived.values()).allMatch(copies -> copies.size() <= 2);
        TABLE.nothingLost(
                "mail server at odds",
                "421 after each 40 mails; 550 for %d of %,d; took %d and hung up before it said so"
                        .formatted(unknown, mails, hungUp),
                "%,d recipients: each at least one; %d got two, with the same Message-ID; %d failed, with the server's words"
                        .formatted(arrived.size(), hungUp, unknown));
    }

    @Test
    void a_server_that_is_away_and_a_domain_that_puts_off_keep_no_mail_from_the_others() throws Exception {
        int mails = 2_000;
        int busy = mails / 10;
        server.delay(Duration.ofMillis(1));
        server.answer("@busy.example", "450 4.2.1 Try again later");
        try (Node node = node().ready()) {
            String batch = UUID.randomUUID().toString();
            QueuedInvitations.queue(database(), batch, mails, busy, "busy.example");
            await().atMost(LONG).pollInterval(Duration.ofMillis(2)).until(() -> server.taken() > mails / 4);
            server.stop();
            int atStop = server.taken();
            await().pollDelay(Duration.ofSeconds(20)).atMost(LONG).until(() -> true);
            server.start();
            await().atMost(LONG).until(() -> count("status = 'SENT'") == mails - busy);
            assertThat(count("status = 'QUEUED' and answer like '450 %'")).isEqualTo(busy);
            server.answer("@busy.example", "250 OK");
            JdbcClient.create(database())
                    .sql("update mail_message set due_at = now() where status = 'QUEUED'")
                    .update();
            await().atMost(LONG).until(() -> count("status = 'SENT'") == mails);

            Map<String, List<Taken>> arrived = arrived();
            assertThat(arrived).hasSize(mails);
            assertThat(arrived.values()).allMatch(copies -> copies.size() <= 2);
            TABLE.nothingLost(
                    "mail server away, a domain busy",
                    "refused connections for 20 s after %,d of %,d mails; 450 for a domain's %d"
                            .formatted(atStop, mails, busy),
                    "%,d recipients: each at least one; %d got two; the domain's arrived when it took them"
                            .formatted(mails, server.taken() - mails));
        }
    }

    @Test
    void an_invitation_canceled_while_its_mail_is_being_sent_shows_canceled() throws Exception {
        try (Node node = node().ready()) {
            server.hold(true);
            List<Acceptance> people = people(node, database());
            await().atMost(LONG).until(() -> server.held() > 0);
            int held = server.held();
            people.forEach(person -> assertThat(person.cancel(node)).isEqualTo("done"));
            server.hold(false);

            assertThat(people).allSatisfy(person -> {
                person.begin(node);
                assertThat(person.answer()).isEqualTo("Canceled");
            });
            await().atMost(LONG).until(() -> count("status not in ('SENT', 'DROPPED')") == 0);
            assertThat(count("status = 'SENT'")).isEqualTo(server.taken()).isGreaterThanOrEqualTo(held);
            TABLE.nothingLost(
                    "canceled while being sent",
                    "%d invitations, %d of their mails taken by the server and not answered yet"
                            .formatted(people.size(), held),
                    "each link shows canceled; %d mails arrived and are put down as sent, the others never went out"
                            .formatted(server.taken()));
        }
    }

    @Test
    void a_server_that_takes_half_a_minute_for_each_answer_gets_the_mails_all_the_same() throws Exception {
        try (Node node = node().ready()) {
            server.delay(Duration.ofSeconds(30));
            QueuedInvitations.queue(database(), 2);
            await().atMost(Duration.ofMinutes(9)).until(() -> count("status = 'SENT'") == 2);
        }
        assertThat(server.taken()).isEqualTo(2);
        TABLE.nothingLost("slow mail server", "30 s for each answer, 2 mails", "2 recipients: one each");
    }

    @Test
    void a_full_disk_does_not_stop_the_catcher() throws Exception {
        Path full = Files.createDirectory(folder.resolve("full"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", full.toString()) == 0, "mounting needs root");
        try {
            assertThatThrownBy(() -> Files.write(full.resolve("filler"), new byte[1 << 20]))
                    .isInstanceOf(IOException.class);
            Path output = folder.resolve("catcher.txt");
            ProcessBuilder catcher = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Djava.io.tmpdir=" + full,
                            CatcherAtWork.class.getName(),
                            "200")
                    .directory(full.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            catcher.environment()
                    .put(
                            "CLASSPATH",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
            assertThat(catcher.start().waitFor()).as(Files.readString(output)).isZero();
            assertThat(Files.readString(output)).contains(CatcherAtWork.CAUGHT + 200);
        } finally {
            run("umount", full.toString());
        }
        TABLE.nothingLost(
                "disk full",
                "no byte left where the catcher works and for temporary files",
                "200 mails of 100 kB: all caught");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static EmbeddedPostgres.Builder durable(EmbeddedPostgres.Builder builder) {
        return builder.setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on");
    }

    private static void end(Path data, End end) throws Exception {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = postmaster.descendants().toList();
        end.of(postmaster);
        postmaster.onExit().join();
        all.forEach(process -> process.onExit().join());
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    /** All of its processes, lest one of them still writes when it is started again. */
    private static void kill(ProcessHandle postmaster) {
        List<ProcessHandle> all = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** As a service manager does: whatever is under way is broken off and rolled back. */
    private static void shutDown(ProcessHandle postmaster) throws IOException, InterruptedException {
        run("kill", "-INT", String.valueOf(postmaster.pid()));
    }

    private Node node() {
        return Node.start(folder, "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres", settings());
    }

    private List<String> settings() {
        return List.of(
                "--learning-manager.mail.host=127.0.0.1",
                "--learning-manager.mail.port=" + server.port(),
                "--learning-manager.mail.security=none",
                "--learning-manager.mail.look-every=1s");
    }

    private DataSource database() {
        return postgres.getPostgresDatabase();
    }

    private Map<String, List<Taken>> arrived() {
        return server.all().stream()
                .collect(Collectors.groupingBy(Taken::recipient, TreeMap::new, Collectors.toList()));
    }

    private int count(String condition) {
        return JdbcClient.create(database())
                .sql("select count(*) from mail_message where " + condition)
                .query(Integer.class)
                .single();
    }

    /** Queued, and claimed by no node. */
    private int open() {
        return count("status = 'QUEUED' and claimed_until is null");
    }

    private int claimed() {
        return count("status = 'QUEUED' and claimed_until is not null");
    }

    private void letClaimsRunOut() throws SQLException {
        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "update mail_message set claimed_until = now() - interval '1 second' where claimed_until is not null");
        }
    }
}
