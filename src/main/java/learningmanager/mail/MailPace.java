package learningmanager.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import learningmanager.base.Columns;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds mails to the configured rates. They hold for all nodes together, as the table mail_pace has the turn after the last one
 * given; turns are even, a second's worth of them at once. A mail that waits for its domain's turn gets that turn's time as the
 * one that it is due at, so that the mails behind it are not kept.
 */
@Component
class MailPace implements ApplicationRunner {
    private static final String ALL = "*";
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final Rate overall;
    private final Rate ofDomain;

    MailPace(JdbcClient jdbc, MailSettings settings) {
        this.jdbc = jdbc;
        this.overall = new Rate(settings.perMinute());
        this.ofDomain = new Rate(settings.perMinuteAndDomain());
    }

    private record Rate(int perMinute) {
        boolean isLimited() {
            return perMinute > 0;
        }

        Instant after(Instant turn, long turns) {
            return turn.plusNanos(Duration.ofMinutes(1).toNanos() / perMinute * turns);
        }

        /** How many turns there are until {@code end}, the first of them being {@code next}. */
        long turns(Instant next, Instant end) {
            return next.isAfter(end)
                    ? 0
                    : Duration.between(next, end).toNanos()
                                    / (Duration.ofMinutes(1).toNanos() / perMinute)
                            + 1;
        }
    }

    boolean limitsDomains() {
        return ofDomain.isLimited();
    }

    /** How many mails, of those wanted, may go out now in all. Holds that count's row until the end of the transaction. */
    int allowed(int wanted, Instant now) {
        return overall.isLimited()
                ? (int) Math.min(wanted, overall.turns(nextTurn(ALL, overall, now), now.plus(AT_ONCE)))
                : wanted;
    }

    /** Puts down that so many go out now, of those {@link #allowed}. */
    void take(int mails, Instant now) {
        if (overall.isLimited()) {
            setNextTurn(ALL, overall.after(nextTurn(ALL, overall, now), mails));
        }
    }

    /** When it is the turn of each mail to one of these domains; now, where that isn't limited. */
    List<Instant> turns(List<String> domains, Instant now) {
        Map<String, Instant> next = new TreeMap<>();
        if (ofDomain.isLimited()) {
            // In one order on all nodes, lest two wait for each other.
            domains.stream().sorted().distinct().forEach(domain -> next.put(domain, nextTurn(domain, ofDomain, now)));
        }
        List<Instant> turns = new ArrayList<>();
        for (String domain : domains) {
            Instant turn = next.getOrDefault(domain, now);
            turns.add(turn.isAfter(now.plus(AT_ONCE)) ? turn : now);
            next.computeIfPresent(domain, (key, at) -> ofDomain.after(at, 1));
        }
        next.forEach(this::setNextTurn);
        return turns;
    }

    private Instant nextTurn(String domain, Rate rate, Instant now) {
        jdbc.sql(
                        "insert into mail_pace (domain, per_minute, next_at) values (:domain, :rate, :now) on conflict do nothing")
                .param("domain", domain)
                .param("rate", rate.perMinute())
                .param("now", Columns.at(now))
                .update();
        return jdbc.sql("select next_at from mail_pace where domain = :domain for update")
                .param("domain", domain)
                .query((row, number) -> Columns.instant(row, "next_at"))
                .optional()
                .map(next -> next.isAfter(now) ? next : now)
                // A node that starts with another rate has deleted it at this moment.
                .orElseGet(() -> nextTurn(domain, rate, now));
    }

    private void setNextTurn(String domain, Instant at) {
        jdbc.sql("update mail_pace set next_at = :at where domain = :domain")
                .param("at", Columns.at(at))
                .param("domain", domain)
                .update();
    }

    /**
     * Turns that another rate gave are given anew. The mails first, for which no claim waits; then the paces in the order in which claims
     * hold them: in another, the two could wait for each other.
     */
    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        List<String> ofAnotherRate = jdbc.sql(
                        "select domain from mail_pace where per_minute <> case when domain = :all then :overall else :each end")
                .param("all", ALL)
                .param("overall", overall.perMinute())
                .param("each", ofDomain.perMinute())
                .query((row, number) -> row.getString("domain"))
                .list();
        if (!ofAnotherRate.isEmpty()) {
            jdbc.sql("""
                    update mail_message set due_at = current_timestamp, has_turn = false
                    where status = 'QUEUED' and has_turn""").update();
            ofAnotherRate.stream()
                    .sorted()
                    .forEach(domain -> jdbc.sql("delete from mail_pace where domain = :domain")
                            .param("domain", domain)
                            .update());
        }
    }
}
