package learningmanager.program.ui;

import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import learningmanager.base.ui.Background;
import learningmanager.base.ui.PagedGrid;

/** How many there are behind a tab. Very many are counted while the page answers, one count at a time: that takes seconds at a million. */
final class CountOnTab extends Span {
    /** What is to be told next, and is not yet. */
    private transient Optional<IntUnaryOperator> wanted = Optional.empty();

    private boolean counting;

    CountOnTab() {
        addClassName("count");
    }

    /** @param count counts up to as many as it is given; asked here, and again on another thread where there are very many */
    void tell(IntUnaryOperator count) {
        int some = count.applyAsInt(PagedGrid.MANY + 1);
        if (some <= PagedGrid.MANY) {
            wanted = Optional.empty();
            setText(getTranslation("number", some));
            return;
        }
        if (getText().isEmpty()) {
            setText(getTranslation("number.and-more", PagedGrid.MANY));
        }
        wanted = Optional.of(count);
        if (!counting) {
            countAll(count);
        }
    }

    private void countAll(IntUnaryOperator count) {
        counting = true;
        Background.run(
                this, () -> count.applyAsInt(Integer.MAX_VALUE), all -> tell(count, all), () -> counting = false);
    }

    private void tell(IntUnaryOperator counted, int all) {
        counting = false;
        if (wanted.equals(Optional.of(counted))) {
            wanted = Optional.empty();
            setText(getTranslation("number", all));
        } else {
            wanted.ifPresent(this::countAll);
        }
    }
}
