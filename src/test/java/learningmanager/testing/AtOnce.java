package learningmanager.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Lets two people act at the same instant. */
public final class AtOnce {
    private AtOnce() {}

    /** What came of it for each of them. */
    public record Outcome<A, B>(A first, B second) {}

    /** What somebody, signed in, does. */
    public record Deed<T>(String email, Callable<T> act) {}

    public static <T> Deed<T> by(String email, Callable<T> act) {
        return new Deed<>(email, act);
    }

    /** Throws what either of them met with. */
    public static <A, B> Outcome<A, B> run(Deed<A> first, Deed<B> second) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<A> one = threads.submit(() -> act(first, start));
            Future<B> other = threads.submit(() -> act(second, start));
            return new Outcome<>(one.get(1, TimeUnit.MINUTES), other.get(1, TimeUnit.MINUTES));
        }
    }

    /** The same for any number of people; what came of it for each, in their order. */
    public static <T> List<T> all(List<Deed<T>> deeds) throws Exception {
        CyclicBarrier start = new CyclicBarrier(deeds.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(deeds.size())) {
            List<Future<T>> under = deeds.stream()
                    .map(deed -> threads.submit(() -> act(deed, start)))
                    .toList();
            List<T> outcomes = new ArrayList<>();
            for (Future<T> one : under) {
                outcomes.add(one.get(1, TimeUnit.MINUTES));
            }
            return outcomes;
        }
    }

    private static <T> T act(Deed<T> deed, CyclicBarrier start) throws Exception {
        SignIn.as(deed.email());
        try {
            start.await(1, TimeUnit.MINUTES);
            return deed.act().call();
        } finally {
            SignIn.out();
        }
    }
}
