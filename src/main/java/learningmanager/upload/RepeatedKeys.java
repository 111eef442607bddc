package learningmanager.upload;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Which keys may stand in more than one row of a file: all that do, and by chance a few more (some two hundred of a million), so that
 * duplicates need not be looked for where there are none. A Bloom filter: 4 to 8 MB from the first key on, however long the file.
 */
final class RepeatedKeys {
    private static final int BITS = 1 << 25;
    private static final int BITS_A_KEY = 4;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final BitSet seen = new BitSet();
    private final Map<String, Integer> repeated = new HashMap<>();
    private final int most;
    private boolean more;

    /** @param most so many keys are told apart, and one more, which says that there are too many */
    RepeatedKeys(int most) {
        this.most = most;
    }

    void add(String key) {
        if (isSeen(key)) {
            more |= repeated.size() > most && !repeated.containsKey(key);
            if (!more) {
                repeated.merge(key, 2, (rows, first) -> rows + 1);
            }
        }
    }

    private boolean isSeen(String key) {
        long hash = hash(key);
        int step = (int) (hash >>> Integer.SIZE);
        boolean known = true;
        for (int at = 0; at < BITS_A_KEY; at++) {
            int bit = ((int) hash + at * step) & (BITS - 1);
            known &= seen.get(bit);
            seen.set(bit);
        }
        return known;
    }

    /** FNV-1a, its bits spread as MurmurHash 3 ends. */
    private static long hash(String key) {
        long hash = FNV_OFFSET;
        for (int at = 0; at < key.length(); at++) {
            hash = (hash ^ key.charAt(at)) * FNV_PRIME;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }

    /** What was found; with more than {@code most} keys, not all of them. */
    RowComparisons.Keys found() {
        return new RowComparisons.Keys(
                repeated.keySet(),
                repeated.values().stream().mapToLong(Integer::intValue).sum());
    }
}
