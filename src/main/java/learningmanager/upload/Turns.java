package learningmanager.upload;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import learningmanager.base.AccountId;

/**
 * Who goes on next where only a few may at once: whoever waits longest of the people who have nothing going on yet, else whoever
 * waits longest. Who gets a turn waits anew for the next one, so that what one person brings at once does not go before everybody
 * else's.
 *
 * @param <T> what has its turn; told apart by {@code equals}
 */
final class Turns<T> {
    private final int atOnce;
    private final Consumer<T> begin;
    private final List<Entry<T>> waiting = new ArrayList<>();
    private final List<Entry<T>> going = new ArrayList<>();

    private record Entry<T>(T what, AccountId person) {}

    /** @param begin is told what has its turn now, until its {@link #end} */
    Turns(int atOnce, Consumer<T> begin) {
        this.atOnce = atOnce;
        this.begin = begin;
    }

    synchronized void enter(T what, AccountId person) {
        waiting.add(new Entry<>(what, person));
        goOn();
    }

    /** Returns whether it was in line: what has its turn already does not lose it. */
    synchronized boolean leave(T what) {
        return waiting.removeIf(entry -> entry.what.equals(what));
    }

    synchronized void end(T what) {
        going.removeIf(entry -> entry.what.equals(what));
        goOn();
    }

    /** What waits, in the order in which the turns come if nothing else arrives, and nothing ends before. */
    synchronized List<T> line() {
        List<Entry<T>> rest = new ArrayList<>(waiting);
        Set<AccountId> served = served();
        List<T> order = new ArrayList<>();
        while (!rest.isEmpty()) {
            Entry<T> next = takeNext(rest, served);
            served.add(next.person);
            order.add(next.what);
        }
        return order;
    }

    private void goOn() {
        while (going.size() < atOnce && !waiting.isEmpty()) {
            Entry<T> next = takeNext(waiting, served());
            going.add(next);
            begin.accept(next.what);
        }
    }

    private Set<AccountId> served() {
        return going.stream().map(Entry::person).collect(Collectors.toCollection(HashSet::new));
    }

    private static <T> Entry<T> takeNext(List<Entry<T>> line, Set<AccountId> served) {
        Entry<T> next = line.stream()
                .filter(entry -> !served.contains(entry.person))
                .findFirst()
                .orElseGet(line::getFirst);
        line.remove(next);
        List<Entry<T>> ofSamePerson =
                line.stream().filter(entry -> entry.person.equals(next.person)).toList();
        line.removeAll(ofSamePerson);
        line.addAll(ofSamePerson);
        return next;
    }
}
