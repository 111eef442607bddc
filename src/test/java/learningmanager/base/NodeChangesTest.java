package learningmanager.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import learningmanager.testing.ServiceTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** SPEC 7, "also in other people's open windows", with windows on two nodes over one PostgreSQL; see ADR 13. */
@ServiceTest
class NodeChangesTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    Changes here;

    @Autowired
    HikariDataSource pool;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    private final Changes there = new Changes();
    private final AtomicInteger heardThere = new AtomicInteger();
    private final ProgramId topic = new ProgramId(UUID.randomUUID());

    private Optional<NodeChanges> node = Optional.empty();

    @BeforeEach
    void another_node_is_up() {
        assumeTrue(pool.getJdbcUrl().startsWith("jdbc:postgresql:"), "the embedded database has one node alone");
        NodeChanges other = new NodeChanges(there, pool);
        other.start();
        node = Optional.of(other);
        there.listen(topic, heardThere::incrementAndGet);
        awaitListeners(2);
    }

    @AfterEach
    void it_goes_down() {
        node.ifPresent(NodeChanges::stop);
        there.destroy();
    }

    @Test
    void a_change_on_one_node_is_told_on_the_other_once_it_is_committed() throws Exception {
        heardThere.set(0);
        transaction.executeWithoutResult(status -> {
            here.announce(topic);
            status.setRollbackOnly();
        });
        CountDownLatch heardHere = new CountDownLatch(1);
        here.listen(topic, heardHere::countDown);
        transaction.executeWithoutResult(status -> here.announce(topic));
        assertThat(heardHere.await(20, TimeUnit.SECONDS)).isTrue();
        Awaitility.await().atMost(SOON).until(() -> heardThere.get() == 1);
    }

    @Test
    void what_changes_in_no_time_is_told_in_one_go() {
        heardThere.set(0);
        ProgramId last = new ProgramId(UUID.randomUUID());
        CountDownLatch heardLast = new CountDownLatch(1);
        there.listen(last, heardLast::countDown);
        for (int i = 0; i < 500; i++) {
            here.announce(topic);
            here.announce(new ProgramId(UUID.randomUUID()));
        }
        here.announce(last);
        Awaitility.await().atMost(SOON).until(() -> heardLast.getCount() == 0 && heardThere.get() > 0);
        assertThat(heardThere.get()).isLessThan(500);
    }

    @Test
    void a_node_whose_connection_broke_listens_anew_and_looks_at_everything_again() {
        heardThere.set(0);
        jdbc.queryForList(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = '"
                        + NodeChanges.CHANNEL + "'");
        Awaitility.await().atMost(SOON).until(() -> heardThere.get() > 0);
        awaitListeners(2);
        heardThere.set(0);
        here.announce(topic);
        Awaitility.await().atMost(SOON).until(() -> heardThere.get() > 0);
    }

    private void awaitListeners(int nodes) {
        Awaitility.await()
                .atMost(SOON)
                .until(() -> jdbc.queryForList(
                                        "select count(*) from pg_stat_activity where datname = current_database() and application_name = '"
                                                + NodeChanges.CHANNEL + "'",
                                        Integer.class)
                                .getFirst()
                        >= nodes);
    }
}
