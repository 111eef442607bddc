package learningmanager.upload.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.Optional;
import java.util.function.Supplier;
import learningmanager.base.Cells;
import learningmanager.upload.Listing;
import learningmanager.upload.ReviewFilter;
import learningmanager.upload.Suggested;
import learningmanager.upload.Upload;

/** Which of the draft's rows are listed, and what there is to say of those that were chosen or searched for. */
final class ListedRows extends Div {
    /** What is suggested for the problems of a kind. */
    interface Suggestions {
        /** The first of them. */
        Optional<Suggested> first(String kind);

        void useAll(String kind);
    }

    private final ReviewGrid grid;
    private final SerializableRunnable chosen;
    private final transient Suggestions suggestions;
    private transient Upload upload;

    private final Checkbox onlyErrors = new Checkbox(getTranslation("review.only-errors"));
    private final TextField search = new TextField();
    private final Paragraph told = new Paragraph();
    private final Button useAll = new Button(getTranslation("review.use-all"));
    private final Button showAll = new Button(getTranslation("review.show-all"), click -> showAll());
    /** What there is to see where nothing is chosen or searched for. */
    private transient ReviewFilter rowsToGoThrough = ReviewFilter.ALL;
    /** What is to be said of the list that has just given way to others, as none was left in it. */
    private transient Optional<String> done = Optional.empty();

    /** @param chosen what to do in the page when the person has chosen others */
    ListedRows(ReviewGrid grid, Upload upload, SerializableRunnable chosen, Suggestions suggestions) {
        this.grid = grid;
        this.upload = upload;
        this.chosen = chosen;
        this.suggestions = suggestions;
        onlyErrors.addValueChangeListener(change -> tick(change.getValue()));
        search.setPlaceholder(getTranslation("review.search"));
        search.setAriaLabel(getTranslation("review.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> search(change.getValue()));
        showAll.addThemeVariants(ButtonVariant.TERTIARY);
        useAll.addClickListener(click -> kind().ifPresent(suggestions::useAll));
        addClassName("toolbar");
        add(told, useAll, showAll);
    }

    /** Stands with the tools, as the search does. */
    Checkbox onlyErrors() {
        return onlyErrors;
    }

    TextField search() {
        return search;
    }

    /** Lists the draft's rows as they are now, by the same choice. */
    void refresh(Upload now) {
        upload = now;
        onlyErrors.setVisible(upload.hasErrors());
        if (!upload.hasErrors()) {
            rowsToGoThrough = ReviewFilter.ALL;
        }
        show(
                switch (grid.listing().filter()) {
                    case ReviewFilter.Errors() -> rowsToGoThrough;
                    case ReviewFilter.Search(String text, boolean errorsAlone) ->
                        new ReviewFilter.Search(text, errorsAlone && upload.hasErrors());
                    case ReviewFilter other -> other;
                });
    }

    void toggleOnlyErrors() {
        onlyErrors.setValue(!onlyErrors.getValue());
    }

    private void tick(boolean errorsAlone) {
        if (errorsAlone != listsErrorsAlone()) {
            rowsToGoThrough = errorsAlone ? ReviewFilter.ERRORS : ReviewFilter.ALL;
            show(
                    grid.listing().filter() instanceof ReviewFilter.Search searched
                            ? new ReviewFilter.Search(searched.text(), errorsAlone)
                            : rowsToGoThrough);
            chosen.run();
        }
    }

    private boolean listsErrorsAlone() {
        return grid.listing().filter() instanceof ReviewFilter.Search searched
                ? searched.errorsAlone()
                : grid.listing().filter().equals(ReviewFilter.ERRORS);
    }

    void choose(ReviewFilter filter) {
        show(filter);
        chosen.run();
    }

    /** Nothing is chosen or searched for any more. Returns what is to be said of that. */
    String showRowsToGoThrough() {
        boolean searched = grid.listing().filter() instanceof ReviewFilter.Search;
        show(rowsToGoThrough);
        if (!searched) {
            return "";
        }
        return upload.hasErrors() ? getTranslation("review.search-over.errors") : getTranslation("review.search-over");
    }

    void showAll() {
        rowsToGoThrough = ReviewFilter.ALL;
        show(rowsToGoThrough);
    }

    private void search(String text) {
        if (!text.isBlank()) {
            show(new ReviewFilter.Search(text, upload.hasErrors() && onlyErrors.getValue()));
        } else if (grid.listing().filter() instanceof ReviewFilter.Search) {
            show(rowsToGoThrough);
        }
        chosen.run();
    }

    /** The box is ticked while rows with errors alone are listed; rows that were chosen are of all. */
    private void show(ReviewFilter filter) {
        grid.show(filter);
        onlyErrors.setValue(listsErrorsAlone());
        if (!(filter instanceof ReviewFilter.Search)) {
            search.clear();
        }
        done = Optional.empty();
        useAll.setVisible(false);
        int rows = grid.listing().size();
        switch (filter) {
            case ReviewFilter.Kind(String code) -> {
                String kind = getTranslation("problem." + code + ".kind");
                showChosen(
                        getTranslation("review.showing-kind", kind),
                        () -> getTranslation(
                                "review.kind-done",
                                kind,
                                upload.errorCount(),
                                upload.hasErrors() ? 0 : upload.warningCount()));
                offerSuggestions();
            }
            case ReviewFilter.LeftOut() ->
                showChosen(getTranslation("review.showing-left-out"), () -> getTranslation("review.none-left-out"));
            case ReviewFilter.Search search -> tell(found(search, rows), true);
            case ReviewFilter.All() -> setVisible(false);
            case ReviewFilter.Errors() -> setVisible(false);
        }
    }

    private void offerSuggestions() {
        kind().flatMap(suggestions::first).ifPresent(first -> {
            told.setText(told.getText() + " "
                    + getTranslation(
                            "review.suggested", Cells.withControlCharactersShown(first.before()), first.after()));
            useAll.setVisible(true);
        });
    }

    /** The kind whose rows are listed, where it is those of one. */
    private Optional<String> kind() {
        return grid.listing().filter() instanceof ReviewFilter.Kind(String code) ? Optional.of(code) : Optional.empty();
    }

    private String found(ReviewFilter.Search search, int rows) {
        if (!grid.listing().more()) {
            return getTranslation("review.found", rows);
        }
        return search.errorsAlone() && rows < Listing.MOST_FOUND
                ? getTranslation("review.found-errors", rows, Listing.MOST_LOOKED_AT)
                : getTranslation("review.found-more", rows);
    }

    /** A list that nothing is left in gives way. */
    private void showChosen(String text, Supplier<String> whenDone) {
        if (grid.listing().size() > 0) {
            tell(text, true);
            return;
        }
        show(rowsToGoThrough);
        tell(whenDone.get(), false);
        done = Optional.of(told.getText());
    }

    private void tell(String text, boolean some) {
        told.setText(text);
        showAll.setVisible(some);
        setVisible(true);
    }

    /** What is to be said of a list that was done; once. */
    String takeDone() {
        String said = done.orElse("");
        done = Optional.empty();
        return said;
    }
}
