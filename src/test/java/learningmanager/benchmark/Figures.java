package learningmanager.benchmark;

import java.util.ArrayList;
import java.util.List;

/** A table of figures, each with its bare limit and the ratio of the two. */
final class Figures {
    private final List<String> lines = new ArrayList<>();

    Figures(String title) {
        lines.add("");
        lines.add(title);
        lines.add("%-62s %12s %12s %8s %8s".formatted("", "figure", "limit", "ratio", "at most"));
    }

    /** @param atMost the ratio to reach; not a number where the figure is there to be known */
    void seconds(String name, double figure, double limit, double atMost) {
        add(name, "%.2f s", figure, limit, atMost);
    }

    void microseconds(String name, double figure, double limit, double atMost) {
        add(name, "%.0f µs", figure, limit, atMost);
    }

    void megabytes(String name, double figure, double limit, double atMost) {
        add(name, "%.2f MB", figure / (1 << 20), limit / (1 << 20), atMost);
    }

    private void add(String name, String format, double figure, double limit, double atMost) {
        lines.add("%-62s %12s %12s %8.2f %8s"
                .formatted(
                        name,
                        format.formatted(figure),
                        format.formatted(limit),
                        figure / limit,
                        Double.isNaN(atMost) ? "" : "%.2f".formatted(atMost)));
    }

    /** The middle one. */
    static double middle(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }

    void print() {
        System.out.println(String.join(System.lineSeparator(), lines));
    }
}
