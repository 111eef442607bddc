package learningmanager.program.ui;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.function.Function;
import learningmanager.program.Program;

/** A button each for programs; of very many the first, as a browser takes a minute for thousands, and that there are more. */
public final class ProgramCards extends UnorderedList {
    private static final int MOST = 100;

    public ProgramCards() {
        addClassName("cards");
    }

    public void show(List<Program> found, Function<Program, CardButton> card) {
        removeAll();
        found.stream()
                .limit(MOST)
                .map(program -> new ListItem(card.apply(program)))
                .forEach(this::add);
        if (found.size() > MOST) {
            ListItem more = new ListItem(getTranslation("program.more", found.size() - MOST));
            more.addClassName("more");
            add(more);
        }
    }
}
