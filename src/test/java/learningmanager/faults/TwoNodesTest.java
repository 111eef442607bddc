package learningmanager.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import learningmanager.mail.ScriptedMailServer;
import learningmanager.testing.Node;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People at two nodes over one PostgreSQL, each node a process of its own. Runs by {@code ./mvnw -Pfaults verify}. */
@Tag("faults")
class TwoNodesTest {
    private static final FaultTable TABLE = new FaultTable();
    private static final String MANAGER = "manager@example.org";
    private static final Duration LONG = Duration.ofMinutes(8);
    private static final Duration FOUR_WEEKS = Duration.ofDays(28);
    private static final int ROUNDS = 200;

    @TempDir
    private Path folder;

    private final ScriptedMailServer server = new ScriptedMailServer();
    private EmbeddedPostgres postgres;
    private JdbcClient jdbc;

    @BeforeEach
    void start() throws IOException {
        server.start();
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
        jdbc = JdbcClient.create(postgres.getPostgresDatabase());
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

    /** An invitation, as its manager got it. */
    private record Invited(UUID id, String token, Instant expiry, String email) {}

    /** How an invitation stands. */
    private record Standing(String status, Instant expiry, int mails, int enrolments) {}

    @Test
    void four_people_at_two_nodes_act_on_one_invitation_and_an_order_explains_what_they_are_told() throws Exception {
        Instant longer = Node.in(FOUR_WEEKS.multipliedBy(2));
        Map<String, Integer> ends = new TreeMap<>();
        try (Node one = node(Duration.ZERO);
                Node other = node(Duration.ZERO)) {
            one.ready();
            other.ready();
            List<Invited> all = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                all.add(invite(one, "TWO-" + round, Node.in(FOUR_WEEKS)));
            }
            await().atMost(LONG)
                    .until(() -> jdbc.sql("select count(*) from mail_message where status <> 'SENT'")
                                    .query(Integer.class)
                                    .single()
                            == 0);
            for (Invited invited : all) {
                String id = invited.id().toString();
                Node.Deed accept = one.begin(invited.email(), "accept", invited.token());
                Node.Deed cancel = other.begin(MANAGER, "cancel", id);
                Node.Deed extend = one.begin(MANAGER, "extend", id, longer.toString());
                Node.Deed resend = other.begin(MANAGER, "resend", id);
                Map<String, String> told = Map.of(
                        "accept", accept.answer(),
                        "cancel", cancel.answer(),
                        "extend", extend.answer(),
                        "resend", resend.answer());
                Standing standing = standing(invited);
                assertThat(orders(List.of("accept", "cancel", "extend", "resend")))
                        .as("%s, told %s", standing, told)
                        .anyMatch(order -> new Model(invited.expiry(), longer).explains(order, told, standing));
                ends.merge(standing.status(), 1, Integer::sum);
            }
        }
        TABLE.nothingLost(
                "four at once",
                "accept, cancel, extend and resend of one invitation at the same instant by four people at two nodes, %d times"
                        .formatted(ROUNDS),
                "%d outcomes, each explained by an order: %s".formatted(ROUNDS, ends));
    }

    @Test
    void who_accepts_at_a_node_that_is_being_restarted_is_told_the_truth_or_accepts_at_the_other_one()
            throws Exception {
        int learners = 300;
        int answered = 0;
        try (Node ending = node(Duration.ZERO);
                Node other = node(Duration.ZERO)) {
            ending.ready();
            other.ready();
            List<Invited> all = new ArrayList<>();
            for (int learner = 0; learner < learners; learner++) {
                all.add(invite(other, "END-" + learner, Node.in(FOUR_WEEKS)));
            }
            List<Node.Deed> accepting = all.stream()
                    .map(invited -> ending.begin(invited.email(), "accept", invited.token()))
                    .toList();
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> ending.output().contains("\tdone"));
            ending.end();
            for (int learner = 0; learner < learners; learner++) {
                Invited invited = all.get(learner);
                boolean told = accepting.get(learner).answer(Duration.ZERO).equals(Optional.of("done"));
                assertThat(other.begin(invited.email(), "accept", invited.token())
                                .answer())
                        .isIn(told ? List.of("AcceptedByMe") : List.of("AcceptedByMe", "done"));
                assertThat(standing(invited).enrolments()).isOne();
                answered += told ? 1 : 0;
            }
        }
        assertThat(answered).as("some were interrupted").isLessThan(learners);
        TABLE.nothingLost(
                "restart while accepting",
                "SIGTERM of a node at which %d learners accept at once".formatted(learners),
                "%d told that they had, and had; the others did at the other node; one enrolment each"
                        .formatted(answered));
    }

    @Test
    void a_node_whose_clock_is_ten_minutes_off_goes_by_the_database() throws Exception {
        Duration off = Duration.ofMinutes(10);
        try (Node late = node(off.negated());
                Node early = node(off)) {
            late.ready();
            early.ready();
            Invited soon = invite(late, "CLOCK-1", Node.in(Duration.ofSeconds(5)));
            Invited five = invite(late, "CLOCK-2", Node.in(off.dividedBy(2)));
            await().atMost(LONG).until(() -> databaseTime().isAfter(soon.expiry()));

            assertThat(late.begin(soon.email(), "accept", soon.token()).answer())
                    .isEqualTo("Expired");
            assertThat(late.begin(MANAGER, "cancel", soon.id().toString()).answer())
                    .isEqualTo("EXPIRED");
            assertThat(late.begin(
                                    MANAGER,
                                    "extend",
                                    soon.id().toString(),
                                    Node.in(FOUR_WEEKS).toString())
                            .answer())
                    .isEqualTo("EXPIRED");
            assertThat(standing(soon).enrolments()).isZero();
            assertThat(early.begin(five.email(), "accept", five.token()).answer())
                    .isEqualTo("done");
            assertThat(standing(five).enrolments()).isOne();
        }
        TABLE.nothingLost(
                "clock off",
                "one node ten minutes late, one ten minutes early",
                "late: accept, cancel and extend of what has expired refused; early: what holds five minutes more accepted");
    }

    private Invited invite(Node node, String learner, Instant expiry) {
        String email = learner.toLowerCase() + "@example.com";
        jdbc.sql("insert into account (id, email, name, password_hash, session_no, version)"
                        + " values (gen_random_uuid(), :email, :email, '-', 0, 1)")
                .param("email", email)
                .update();
        String[] sent = node.begin(MANAGER, "invite", learner, email, expiry.toString())
                .answer()
                .split(" ");
        return new Invited(UUID.fromString(sent[0]), sent[1], expiry, email);
    }

    private Standing standing(Invited invited) {
        return jdbc.sql("""
                        select r.status, i.expires_at, (select count(*) from mail_message m where m.about = i.id) as mails,
                          (select count(*) from enrolment e where e.learner_id = i.learner_id) as enrolments
                        from invitation i join invited_run r on r.invitation_id = i.id where i.id = :id""")
                .param("id", invited.id())
                .query((row, number) -> new Standing(
                        row.getString("status"),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        row.getInt("mails"),
                        row.getInt("enrolments")))
                .single();
    }

    private Instant databaseTime() {
        return jdbc.sql("select clock_timestamp()")
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }

    /** What an invitation whose first mail was sent does, and what it says, when one acts on it after the other. */
    private static final class Model {
        private final Instant longer;
        private String status = "PENDING";
        private Instant expiry;
        private int mails = 1;

        Model(Instant expiry, Instant longer) {
            this.expiry = expiry;
            this.longer = longer;
        }

        boolean explains(List<String> order, Map<String, String> told, Standing end) {
            return order.stream().allMatch(deed -> act(deed).equals(told.get(deed)))
                    && end.equals(new Standing(status, expiry, mails, status.equals("ACCEPTED") ? 1 : 0));
        }

        private String act(String deed) {
            if (!status.equals("PENDING")) {
                return deed.equals("accept")
                        ? status.charAt(0) + status.substring(1).toLowerCase()
                        : status;
            }
            switch (deed) {
                case "accept" -> status = "ACCEPTED";
                case "cancel" -> status = "CANCELED";
                case "extend" -> expiry = longer;
                case "resend" -> mails++;
                default -> throw new IllegalArgumentException(deed);
            }
            return "done";
        }
    }

    private static List<List<String>> orders(List<String> deeds) {
        if (deeds.isEmpty()) {
            return List.of(List.of());
        }
        return IntStream.range(0, deeds.size())
                .boxed()
                .flatMap(first -> {
                    List<String> rest = new ArrayList<>(deeds);
                    String deed = rest.remove((int) first);
                    return orders(rest).stream().map(order -> {
                        List<String> all = new ArrayList<>(List.of(deed));
                        all.addAll(order);
                        return all;
                    });
                })
                .collect(Collectors.toList());
    }

    private Node node(Duration off) {
        return Node.start(
                folder,
                "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres",
                off,
                List.of(
                        "--learning-manager.mail.host=127.0.0.1",
                        "--learning-manager.mail.port=" + server.port(),
                        "--learning-manager.mail.security=none",
                        "--learning-manager.mail.look-every=1s"));
    }
}
