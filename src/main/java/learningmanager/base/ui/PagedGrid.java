package learningmanager.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import learningmanager.base.Slice;
import org.jspecify.annotations.Nullable;

/**
 * A table that reads its rows from the database a page at a time. Where the window is narrow, all columns but those marked to stay
 * fold into the first.
 */
public final class PagedGrid<T> extends Grid<T> {
    /** Up to so many rows stand there at their full height; more scroll. */
    private static final int SHORT = 12;

    private static final String WRAPPING_WIDTH = "6.5rem";

    /** The column of check boxes has no text above it where there is no box for all; a screen reader wants one. */
    private static final String NAME_SELECTION = """
            const name = tries => {
              const column = this.querySelector('vaadin-grid-flow-selection-column');
              const header = column && column._headerCell && column._headerCell._content;
              if (header && !header.querySelector('.only-read-out')) {
                const text = document.createElement('span');
                text.className = 'only-read-out';
                text.textContent = $0;
                header.append(text);
              } else if (!header && tries > 0) {
                setTimeout(() => name(tries - 1), 50);
              }
            };
            name(100);""";

    private record Folding<T>(String header, Function<T, Component> cell, Column<T> column) {}

    /** Reads the rows from {@code offset} on. */
    @FunctionalInterface
    public interface Rows<T> {
        List<T> read(int offset, int limit);
    }

    /** Reads a part of a list that may be very long. */
    @FunctionalInterface
    public interface Slices<T> {
        List<T> read(Slice<T> slice);
    }

    /** Counts all rows. */
    @FunctionalInterface
    public interface RowCount {
        int count();
    }

    /** Of a list longer than this, as many rows are there as somebody has scrolled to; nobody waits for it to be counted. */
    public static final int MANY = 10_000;

    private final List<Folding<T>> folding = new ArrayList<>();
    private Optional<Seeking<T>> seeking = Optional.empty();
    private boolean narrow;
    private int shown;

    /** @param key what keeps a row the same row over a refresh */
    public PagedGrid(String label, Rows<T> rows, RowCount count, Function<T, Object> key) {
        setAriaLabel(label);
        addClassName("paged-grid");
        addThemeVariants(GridVariant.WRAP_CELL_CONTENT);
        setSelectionMode(SelectionMode.NONE);
        setColumnReorderingAllowed(false);
        setDataProvider(new CallbackDataProvider<T, Void>(
                query -> rows.read(query.getOffset(), query.getLimit()).stream(),
                query -> {
                    int all = count.count();
                    setAllRowsVisible(all <= SHORT);
                    setClassName("long", all > SHORT);
                    return all;
                },
                key::apply));
        PageWidth.follow(this, this::fold);
    }

    /** A list that is read on from the rows read before, fast at a million; how many there are is told by {@link #show}. */
    public static <T> PagedGrid<T> of(String label, Slices<T> slices, Function<T, Object> key) {
        Seeking<T> seeking = new Seeking<>(slices);
        Counted counted = new Counted();
        PagedGrid<T> grid = new PagedGrid<>(label, seeking, counted, key);
        counted.grid = grid;
        grid.seeking = Optional.of(seeking);
        return grid;
    }

    /** Knows how many rows there are once it was told. */
    private static final class Counted implements RowCount {
        private @Nullable PagedGrid<?> grid;

        @Override
        public int count() {
            return grid == null ? 0 : grid.shown;
        }
    }

    /** Reads anew; there are so many rows, or, above {@link #MANY}, very many. */
    public void show(int count) {
        boolean wasLong = shown > MANY;
        shown = count;
        seeking.ifPresent(Seeking::forget);
        if (count > MANY) {
            setAllRowsVisible(false);
            setClassName("long", true);
            getLazyDataView().setItemCountUnknown();
        } else if (wasLong) {
            getLazyDataView().setItemCountFromDataProvider();
        }
        setVisible(count > 0);
        getDataProvider().refreshAll();
    }

    /**
     * Lets several rows be chosen.
     *
     * @param header what the column of check boxes is for
     */
    public void chooseSeveral(String header) {
        setSelectionMode(SelectionMode.MULTI);
        addAttachListener(attached -> getElement().executeJs(NAME_SELECTION, header));
    }

    /** The first column, into which the others fold. */
    public Column<T> addFirst(String header, Function<T, Component> cell) {
        return addComponentColumn(row -> narrow ? folded(cell.apply(row), row) : cell.apply(row))
                .setHeader(header)
                .setWidth(WRAPPING_WIDTH)
                .setFlexGrow(1);
    }

    /** A column that folds; what is longer than its share of the width wraps. */
    public Column<T> addFolding(String header, Function<T, Component> cell) {
        Column<T> column = addComponentColumn(cell::apply)
                .setHeader(header)
                .setWidth(WRAPPING_WIDTH)
                .setFlexGrow(1);
        folding.add(new Folding<>(header, cell, column));
        return column;
    }

    /** A column that stays where it is. */
    public Column<T> addStaying(String header, Function<T, Component> cell) {
        return addComponentColumn(cell::apply)
                .setHeader(header)
                .setAutoWidth(true)
                .setFlexGrow(0);
    }

    private void fold(boolean isNarrow) {
        if (narrow != isNarrow) {
            narrow = isNarrow;
            folding.forEach(folded -> folded.column().setVisible(!isNarrow));
            getDataProvider().refreshAll();
            recalculateColumnWidths();
        }
    }

    private Div folded(Component first, T row) {
        Div all = new Div(first);
        all.addClassName("folded");
        for (Folding<T> one : folding) {
            Span header = new Span(one.header() + ": ");
            header.addClassName("soft");
            all.add(new Div(header, one.cell().apply(row)));
        }
        return all;
    }
}
