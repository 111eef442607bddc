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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        int mails = 3_000;
        Path data = folder.resolve("pg");
        int port;
        server.delay(Duration.ofMillis(1));
        EmbeddedPostgres first = durable(
                        EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false))
                .start();
        port = first.getPort();
        String url = "jdbc:postgresql://localhost:" + port + "/postgres";
        try (Node node = Node.start(folder, url, settings()).ready()) {
            QueuedInvitations.queue(first.getPostgresDatabase(), mails);
            await().atMost(LONG).pollInterval(Duration.ofMillis(2)).until(() -> server.taken() > mails / 3);
            killPostmaster(data);
            int atKill = server.taken();
            Files.deleteIfExists(data.resolve("epg-lock"));
            EmbeddedPostgres second = durable(EmbeddedPostgres.builder()
                            .setDataDirectory(data)
                            .setCleanDataDirectory(false)
                            .setPort(port))
                    .start();
            try {
                JdbcClient jdbc = JdbcClient.create(second.getPostgresDatabase());
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
                        .until(() -> jdbc.sql("select count(*) from mail_message where status <> 'SENT'")
                                        .query(Integer.class)
                                        .single()
                                == 0);
            } finally {
                second.close();
            }
            Map<String, List<Taken>> arrived = arrived();
            assertThat(arrived).hasSize(mails);
            assertThat(server.taken()).isEqualTo(mails);
            TABLE.nothingLost(
                    "PostgreSQL killed",
                    "kill -9 of all its processes after %,d of %,d mails, fsync on, started again"
                            .formatted(atKill, mails),
                    "%,d recipients: one each".formatted(mails));
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

    /** All of its processes, lest one of them still writes when it is started again. */
    private static void killPostmaster(Path data) throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        postmaster.onExit().join();
        all.forEach(process -> process.onExit().join());
        Files.deleteIfExists(data.resolve("postmaster.pid"));
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
