package learningmanager.base;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Carries what changed from node to node, by PostgreSQL's LISTEN and NOTIFY, on one connection of its own that is opened anew when
 * it breaks. On the embedded database there is no other node. See ADR 13.
 */
@Component
class NodeChanges implements SmartLifecycle {
    static final String CHANNEL = "learning_manager_changes";

    /** What changes within this time is told in one go: a file's mails change thousands of rows one by one. */
    private static final Duration GATHERING = Duration.ofMillis(50);

    /** A notification holds 8,000 bytes; a UUID and a blank take 37. */
    private static final int TOPICS_AT_ONCE = 200;

    private static final Duration LISTENED_AT_ONCE = Duration.ofSeconds(10);
    private static final int SECONDS_FOR_A_SIGN_OF_LIFE = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(NodeChanges.class);

    private final Changes changes;
    private final HikariDataSource pool;
    private final String node = UUID.randomUUID().toString();
    private final Set<UUID> topics = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean gathering = new AtomicBoolean();
    private volatile Optional<Connection> listening = Optional.empty();
    private volatile boolean running;

    NodeChanges(Changes changes, HikariDataSource pool) {
        this.changes = changes;
        this.pool = pool;
    }

    @Override
    public void start() {
        if (pool.getJdbcUrl().startsWith("jdbc:postgresql:")) {
            running = true;
            changes.passOn(this::passOn);
            Thread.ofPlatform().daemon().name("changes-of-other-nodes").start(this::listen);
        }
    }

    @Override
    public void stop() {
        running = false;
        changes.passOn(topic -> {});
        listening.ifPresent(NodeChanges::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void passOn(UUID topic) {
        topics.add(topic);
        if (gathering.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::notifyOthers);
        }
    }

    private void notifyOthers() {
        LockSupport.parkNanos(GATHERING.toNanos());
        gathering.set(false);
        List<UUID> gathered = new ArrayList<>(topics);
        gathered.forEach(topics::remove);
        try (Connection connection = pool.getConnection();
                PreparedStatement notify = connection.prepareStatement("select pg_notify(?, ?)")) {
            for (int from = 0; from < gathered.size(); from += TOPICS_AT_ONCE) {
                StringBuilder payload = new StringBuilder(node);
                gathered.subList(from, Math.min(from + TOPICS_AT_ONCE, gathered.size()))
                        .forEach(topic -> payload.append(' ').append(topic));
                notify.setString(1, CHANNEL);
                notify.setString(2, payload.toString());
                notify.execute();
            }
        } catch (SQLException notTold) {
            // Windows on other nodes show it at the next change, or when somebody looks again.
            LOG.warn("Other nodes were not told of a change: {}", notTold.getMessage());
        }
    }

    private void listen() {
        Duration pause = FIRST_PAUSE;
        while (running) {
            try (Connection connection =
                    DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword())) {
                listening = Optional.of(connection);
                try (Statement statement = connection.createStatement()) {
                    // In this order: whoever sees the name knows that it listens.
                    statement.execute("listen " + CHANNEL);
                    statement.execute("set application_name = '" + CHANNEL + "'");
                }
                // Who listens from now on can't know what was told before.
                changes.tellAllHere();
                pause = FIRST_PAUSE;
                hear(connection);
            } catch (SQLException broken) {
                if (running) {
                    LOG.warn("Not listening for changes on other nodes, will try again: {}", broken.getMessage());
                    LockSupport.parkNanos(pause.toNanos());
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                }
            }
        }
    }

    private void hear(Connection connection) throws SQLException {
        PGConnection notifying = connection.unwrap(PGConnection.class);
        while (running) {
            PGNotification[] heard = notifying.getNotifications(Math.toIntExact(LISTENED_AT_ONCE.toMillis()));
            if (heard == null || heard.length == 0) {
                if (!connection.isValid(SECONDS_FOR_A_SIGN_OF_LIFE)) {
                    throw new SQLException("no sign of life from the database");
                }
                continue;
            }
            for (PGNotification notification : heard) {
                hear(notification.getParameter());
            }
        }
    }

    private void hear(String payload) {
        String[] words = payload.split(" ");
        if (!words[0].equals(node)) {
            for (int i = 1; i < words.length; i++) {
                changes.tellHere(UUID.fromString(words[i]));
            }
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException closedAlready) {
            // That is all that was wanted.
        }
    }
}
