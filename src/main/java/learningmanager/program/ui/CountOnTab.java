package learningmanager.program.ui;

import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import learningmanager.base.ui.LongCount;
import learningmanager.base.ui.PagedGrid;
import learningmanager.program.RunScope;

/** How many there are behind a tab. Very many are counted while the page answers. */
final class CountOnTab extends Span {
    private final transient Count count;
    private final transient LongCount<RunScope, Integer> all;

    /** What has very many, and is shown. */
    private transient Optional<RunScope> many = Optional.empty();

    /** Counts what a run has, up to as many as it is given. */
    interface Count {
        int of(RunScope run, int most);
    }

    /** @param count asked here, and again on another thread where there are very many */
    CountOnTab(Count count) {
        this.count = count;
        this.all = new LongCount<>(this, run -> count.of(run, Integer.MAX_VALUE), this::tell);
        addClassName("count");
    }

    void tell(RunScope run) {
        int some = count.of(run, PagedGrid.MANY + 1);
        if (some <= PagedGrid.MANY) {
            many = Optional.empty();
            setText(getTranslation("number", some));
            return;
        }
        if (!many.equals(Optional.of(run))) {
            setText(getTranslation("number.and-more", PagedGrid.MANY));
        }
        many = Optional.of(run);
        all.ask(run);
    }

    private void tell(RunScope counted, int number) {
        if (many.equals(Optional.of(counted))) {
            setText(getTranslation("number", number));
        }
    }
}
