package learningmanager.base.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import learningmanager.base.Slice;

/**
 * Reads a long list by place where it can only be read on from a row: remembers the last row of each page that was read, and reads
 * on from the nearest one.
 */
final class Seeking<T> implements PagedGrid.Rows<T> {
    private final transient PagedGrid.Slices<T> reader;
    private final transient NavigableMap<Integer, T> rowBefore = new TreeMap<>();

    Seeking(PagedGrid.Slices<T> reader) {
        this.reader = reader;
    }

    @Override
    public List<T> read(int offset, int limit) {
        Map.Entry<Integer, T> known = rowBefore.floorEntry(offset);
        List<T> rows = new ArrayList<>(reader.read(
                known == null
                        ? Slice.at(offset, limit)
                        : new Slice<>(Optional.of(known.getValue()), offset - known.getKey(), limit)));
        if (!rows.isEmpty()) {
            rowBefore.put(offset + rows.size(), rows.getLast());
        }
        return rows;
    }

    /** The list may be another one from now on. */
    void forget() {
        rowBefore.clear();
    }
}
