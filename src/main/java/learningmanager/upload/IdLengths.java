package learningmanager.upload;

import java.util.Optional;
import java.util.TreeMap;
import learningmanager.base.ExternalLearnerId;

/** Counts learner IDs by length, to find out whether a spreadsheet has taken leading zeros away. */
final class IdLengths {
    private static final double USUAL = 0.6;
    private static final int FEWEST = 3;

    private final TreeMap<Integer, Integer> digitsOnly = new TreeMap<>();
    private int others;

    void add(ExternalLearnerId id) {
        String text = id.text();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                others++;
                return;
            }
        }
        digitsOnly.merge(text.length(), 1, Integer::sum);
    }

    /**
     * The length that the IDs have, if most are digits and have the greatest length of those: a shorter one may have lost its leading
     * zeros.
     */
    Optional<Integer> usual() {
        int all = others
                + digitsOnly.values().stream().mapToInt(Integer::intValue).sum();
        return !digitsOnly.isEmpty() && all >= FEWEST && digitsOnly.lastEntry().getValue() > all * USUAL
                ? Optional.of(digitsOnly.lastKey())
                : Optional.empty();
    }
}
