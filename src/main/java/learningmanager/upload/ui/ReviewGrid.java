package learningmanager.upload.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.function.SerializableBiConsumer;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.SerializableRunnable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import learningmanager.base.Cells;
import learningmanager.base.UploadId;
import learningmanager.base.UtcTexts;
import learningmanager.base.ui.Messages;
import learningmanager.upload.Listing;
import learningmanager.upload.ReviewFilter;
import learningmanager.upload.ReviewRow;
import learningmanager.upload.ReviewService;
import learningmanager.upload.RowProblem;
import learningmanager.upload.csv.Column;
import tools.jackson.databind.node.ArrayNode;

/**
 * The file's lines, each with what is wrong in the cell where it is wrong; fetched a page at a time. Enter or F2 edits the cell
 * that has the keyboard, as a double click does; Enter keeps, and so does going elsewhere; Esc gives up. Cells are drawn by the
 * browser: as components, those of a hundred rows were most of what a window keeps on the server.
 */
@Uses(TextField.class)
final class ReviewGrid extends Composite<Grid<ReviewRow>> {
    private static final int ROWS_AT_ONCE = 25;
    private static final String COLUMN = "data-column";

    /** What of an event leads to its cell: the row's key and the column's name. */
    private static final String ROW_KEY = "element.getEventContext(event).item.key";

    private static final String ROW_COLUMN = "element.getEventContext(event).column.getAttribute('" + COLUMN + "')";

    /**
     * A cell with its problems, or the field that it is edited in. A field that is left is kept once it is known where the person
     * went: after a click, as what was clicked may be drawn anew; not when the field goes because its row is drawn anew, or scrolled
     * away: what was typed is in it again when it comes back.
     */
    private static final String CELL = """
            ${item.edited ? html`<vaadin-text-field class="cell-editor" accessible-name="${item.label}"
              .value="${document.querySelector('vaadin-grid.review')?.__unkept?.[item.edited] ?? item.text}"
              @input="${e => {
                const field = e.currentTarget;
                field.closest('vaadin-grid').__unkept = {[item.edited]: field.value};
              }}"
              @focusin="${e => { e.currentTarget.__left = false; }}"
              @keydown="${e => {
                const field = e.currentTarget;
                if (e.key !== 'Enter' && e.key !== 'Escape') return;
                e.stopPropagation();
                field.closest('vaadin-grid').__unkept = undefined;
                if (e.key === 'Enter') keep(item.edited, field.value, e.ctrlKey);
                else giveUp(item.edited);
              }}"
              @focusout="${e => {
                const field = e.currentTarget;
                const to = e.relatedTarget;
                if (to && field.contains(to)) return;
                const left = () => {
                  if (!field.isConnected || !field.offsetParent || field.__left || field.contains(document.activeElement)) return;
                  field.__left = true;
                  field.closest('vaadin-grid').__unkept = undefined;
                  leave(item.edited, field.value, field.closest('vaadin-grid').__chosen());
                };
                if (!to || to.matches(':active')) {
                  document.addEventListener('click', left, {capture: true, once: true});
                  document.addEventListener('pointerup', () => setTimeout(left), {capture: true, once: true});
                } else setTimeout(left);
              }}"></vaadin-text-field>`
            : html`<span class="${item.look}">${item.text}</span>
              ${item.understood ? html`<div class="soft understood">${item.understood.split(', ')
                .map((part, i) => i ? html`, <span class="nowrap">${part}</span>` : part)}</div>` : ''}
              ${item.problems.map(problem => html`<div class="problem ${problem.look}">${problem.text}</div>`)}`}""";

    private static final String ON_A_CELL = "event.composedPath()[0].localName !== 'input'"
            + " && element.getEventContext(event).section === 'body' && !!element.getEventContext(event).item";

    /** The cell that the person went to; see LISTEN. */
    private static final String CHOSEN = "return this.__chosen();";

    /**
     * Takes the keyboard out of the field that is open, back to its cell. Gives "=" and what stands in it, after the cell that the person
     * went to where it was scrolled away; nothing where nothing was typed into that one.
     */
    private static final String TAKE_OUT = """
            const typed = this.__unkept && this.__unkept[$0];
            this.__unkept = undefined;
            const field = [...this.querySelectorAll('.cell-editor')].find(f => f.offsetParent && !f.__left);
            if (!field) return typed === undefined ? '' : this.__chosen() + '=' + typed;
            field.__left = true;
            if (field.contains(document.activeElement)) field.parentElement.assignedSlot.parentElement.focus();
            this.__moved = false;
            return '=' + field.value;""";

    private static final String HAS_KEYBOARD =
            "const cell = this.shadowRoot.activeElement; return !!cell && !!cell._column;";

    private static final String STAYS = "this.__moved = false;";

    /**
     * Notes that the person moves. What was chosen is the cell that the person went to last, as "index:COLUMN": nothing while the
     * keyboard is where the page put it, on what took the place of a row that is no longer listed, say, and once it was told. Uses the
     * grid's inner parts, and so do the others.
     */
    private static final String LISTEN = """
            this.__chosen = () => {
              const at = this.__moved && this.__last;
              if (at) this.__moved = false;
              return at || '';
            };
            this.shadowRoot.addEventListener('focusin', () => {
              const cell = this.shadowRoot.activeElement;
              if (!cell || !cell._column || cell.parentElement.index === undefined) return;
              const column = cell._column.getAttribute('data-column') || 'EXTERNAL_LEARNER_ID';
              this.__last = cell.parentElement.index + ':' + column;
            });
            const moved = () => {
              this.__moved = true;
              clearTimeout(this.__resting);
              this.__resting = setTimeout(() => {
                if (![...this.querySelectorAll('.cell-editor')].some(field => field.offsetParent && !field.__left))
                  this.dispatchEvent(new CustomEvent('rested'));
              }, 250);
            };
            this.addEventListener('mousedown', moved);
            this.addEventListener('keydown', e => {
              const inField = e.composedPath()[0].localName === 'input';
              if (e.key === 'Tab' || !inField
                && (e.key.startsWith('Arrow') || ['Home', 'End', 'PageUp', 'PageDown'].includes(e.key))) moved();
            });""";

    /** Goes to a row, wherever it is in the file, and puts the keyboard on its cell once that is there. */
    private static final String FOCUS = """
            const cellThere = () => {
              const row = [...this.$.items.children].find(r => r.index === $0 && !r.hidden && !r.hasAttribute('loading'));
              return row && [...row.children].find(c => c._column && c._column.getAttribute('data-column') === $1);
            };
            const turn = (this.__turn || 0) + 1;
            this.__turn = turn;
            this.__going = true;
            this.__moved = false;
            const go = tries => {
              if (this.__turn !== turn) return;
              const cell = cellThere();
              const edited = cell && cell._content && cell._content.querySelector('vaadin-text-field');
              if (cell && $2 === !!edited && (!edited || edited.inputElement)) {
                this.__going = false;
                if (edited) {
                  edited.focus();
                  edited.inputElement.select();
                } else { this.toggleAttribute('navigating', true); cell.focus(); }
              } else if (tries > 0) {
                setTimeout(() => go(tries - 1), 25);
              } else {
                this.__going = false;
              }
            };
            if (!cellThere()) this.scrollToIndex($0);
            setTimeout(() => go(200));""";

    private final transient UploadId upload;
    private final transient ReviewService review;
    private final transient Corrections corrections;

    private transient Listing listing;
    private transient Optional<Cell> edited = Optional.empty();
    /** Its row as it was when the field was opened: what was typed is for that one. */
    private transient Optional<ReviewRow> seen = Optional.empty();
    /** What stands in the field that a cell is edited in where that could not be kept. */
    private transient Optional<String> notKept = Optional.empty();

    private int index;
    /** How often a field was opened: what was typed is known in the browser by that. */
    private int openings;

    /** A place in the grid. */
    record Cell(int rowNo, Column column) {}

    /** What the page does when a cell is edited. */
    interface Corrections {
        /**
         * @param row as it was when the field was opened
         * @param all whether every row with the same wrong text gets the new one
         */
        void keep(ReviewRow row, Column column, String text, boolean all);

        /**
         * The person has gone elsewhere and left this in the field.
         *
         * @param row as it was when the field was opened
         * @param to the cell that the person has gone to
         */
        void left(ReviewRow row, Column column, String text, Optional<Cell> to);

        void givenUp(ReviewRow row, Column column);

        /** The person has chosen a row, as by a click. */
        void chosen(ReviewRow row);

        /** The person has gone to a cell and stays there. */
        void rested(ReviewRow row, Column column);
    }

    ReviewGrid(UploadId upload, ReviewService review, Corrections corrections) {
        this.upload = upload;
        this.review = review;
        this.corrections = corrections;
        this.listing = review.list(upload, ReviewFilter.ALL);
        Grid<ReviewRow> grid = getContent();
        grid.addThemeVariants(GridVariant.WRAP_CELL_CONTENT);
        grid.addClassName("review");
        grid.setAriaLabel(getTranslation("review.grid"));
        grid.setSelectionMode(Grid.SelectionMode.SINGLE);
        grid.setPageSize(ROWS_AT_ONCE);

        grid.addColumn(row -> row.cells().line())
                .setHeader(getTranslation("review.line"))
                .setPartNameGenerator(row -> row.leftOut() ? "line left-out" : "line")
                .setFlexGrow(0)
                .setWidth("5.5rem");
        for (Column column : Column.values()) {
            grid.addColumn(cell(column))
                    .setHeader(header(column))
                    .setPartNameGenerator(row -> part(row, column))
                    .setFlexGrow(column == Column.EXPIRY_TIME ? 2 : 1)
                    .getElement()
                    .setAttribute(COLUMN, column.name());
        }
        grid.setDataProvider(new CallbackDataProvider<ReviewRow, Void>(
                query -> review.rows(upload, listing, query.getOffset(), query.getLimit()).stream(),
                query -> listing.size(),
                row -> row.cells().rowNumber()));
        listenToKeys(grid);
        grid.asSingleSelect()
                .addValueChangeListener(
                        chosen -> Optional.ofNullable(chosen.getValue()).ifPresent(corrections::chosen));
        addAttachListener(attached -> getElement().executeJs(LISTEN));
        KeysAhead.waitFor(grid);
    }

    private void listenToKeys(Grid<ReviewRow> grid) {
        grid.getElement()
                .addEventListener(
                        "rested",
                        event -> whenChosen(chosen -> chosen.ifPresent(cell -> closeField(
                                chosen, () -> row(cell).ifPresent(row -> corrections.rested(row, cell.column()))))));
        grid.getElement()
                .addEventListener("keydown", event -> onCell(event, this::edit))
                .setFilter("(event.key === 'Enter' || event.key === 'F2') && !event.altKey && " + ON_A_CELL)
                .addEventData(ROW_KEY)
                .addEventData(ROW_COLUMN)
                .preventDefault();
        grid.getElement()
                .addEventListener("dblclick", event -> onCell(event, this::edit))
                .setFilter(ON_A_CELL)
                .addEventData(ROW_KEY)
                .addEventData(ROW_COLUMN);
    }

    private void onCell(DomEvent event, SerializableConsumer<Cell> action) {
        String key = event.getEventData().get(ROW_KEY).asString();
        String column = event.getEventData().get(ROW_COLUMN).asString("");
        ReviewRow row = getContent().getDataCommunicator().getKeyMapper().get(key);
        column(column)
                .filter(known -> row != null)
                .ifPresent(known -> action.accept(new Cell(row.cells().rowNumber(), known)));
    }

    private static Optional<Column> column(String name) {
        return Arrays.stream(Column.values())
                .filter(column -> column.name().equals(name))
                .findFirst();
    }

    /** Turns the cell into a field. */
    private void edit(Cell cell) {
        if (edited.filter(open -> !open.equals(cell)).isPresent()) {
            closeField(() -> edit(cell));
            return;
        }
        row(cell).filter(row -> !row.leftOut()).ifPresent(row -> {
            edited = Optional.of(cell);
            seen = Optional.of(row);
            openings++;
            corrections.rested(row, cell.column());
            getContent().getDataProvider().refreshItem(row);
            review.indexOf(upload, listing, cell.rowNo()).ifPresent(at -> focus(at, cell.column(), true));
        });
    }

    private void keep(String text, boolean all) {
        end((row, column) -> corrections.keep(row, column, text, all));
    }

    private void leave(String text, Optional<Cell> to) {
        end((row, column) -> corrections.left(row, column, text, to));
    }

    private void giveUp() {
        end((row, column) ->
                row(new Cell(row.cells().rowNumber(), column)).ifPresent(now -> corrections.givenUp(now, column)));
    }

    /** @param then is given the row as it was when the field was opened */
    private void end(SerializableBiConsumer<ReviewRow, Column> then) {
        Optional<Cell> was = edited;
        Optional<ReviewRow> opened = seen;
        edited = Optional.empty();
        seen = Optional.empty();
        notKept = Optional.empty();
        was.ifPresent(cell -> {
            drawAnew(cell);
            opened.ifPresent(row -> then.accept(row, cell.column()));
        });
    }

    private void drawAnew(Cell cell) {
        row(cell).ifPresent(getContent().getDataProvider()::refreshItem);
    }

    /**
     * Opens the field again that something was typed in which could not be kept.
     *
     * @param row as it was when that was typed, or as the person was told that it is now
     */
    void openAgain(ReviewRow row, Column column, String typed) {
        Cell cell = new Cell(row.cells().rowNumber(), column);
        edited = Optional.of(cell);
        seen = Optional.of(row);
        openings++;
        notKept = Optional.of(typed);
        drawAnew(cell);
        forgetKeysAhead();
        review.indexOf(upload, listing, cell.rowNo()).ifPresent(at -> focus(at, cell.column(), true));
    }

    /** The person has to see first what came of the last key. */
    void forgetKeysAhead() {
        KeysAhead.forget(getContent());
    }

    private Optional<ReviewRow> row(Cell cell) {
        return review.row(upload, cell.rowNo());
    }

    /** The cell that is a field now. */
    Optional<Cell> edited() {
        return edited;
    }

    Listing listing() {
        return listing;
    }

    /** Shows the rows as they are now, and leaves the keyboard where it is. */
    void show(ReviewFilter filter) {
        listing = review.list(upload, filter);
        getContent().getDataProvider().refreshAll();
        getElement().executeJs(STAYS);
    }

    /** Puts the keyboard on a cell, wherever its row is in the file. */
    void focus(int at, Column column) {
        focus(at, column, false);
    }

    /** The same, where the keyboard was. */
    void focusHere(Column column) {
        focus(index, column);
    }

    /** The row that is now where the keyboard was; none where none is listed. */
    Optional<ReviewRow> rowHere() {
        return listing.size() == 0
                ? Optional.empty()
                : review.rows(upload, listing, Math.clamp(index, 0, listing.size() - 1), 1).stream()
                        .findFirst();
    }

    private void focus(int at, Column column, boolean editing) {
        if (listing.size() > 0) {
            index = Math.clamp(at, 0, listing.size() - 1);
            getElement().executeJs(FOCUS, index, column.name(), editing);
        }
    }

    /**
     * Closes the field that a cell is edited in, if any, and keeps what stands in it.
     *
     * @param then not done where that can't be kept: the keyboard is in the field again
     */
    void closeField(SerializableRunnable then) {
        closeField(Optional.empty(), then);
    }

    private void closeField(Optional<Cell> gone, SerializableRunnable then) {
        if (edited.isEmpty()) {
            then.run();
            return;
        }
        getElement().executeJs(TAKE_OUT, openings).then(String.class, typed -> {
            int sign = typed.indexOf('=');
            Optional<String> inField = sign < 0 ? notKept : Optional.of(typed.substring(sign + 1));
            Optional<Cell> to = gone.or(() -> cellAt(typed.substring(0, Math.max(sign, 0))));
            inField.ifPresentOrElse(text -> leave(text, to), () -> end((row, column) -> {}));
            if (edited.isEmpty()) {
                then.run();
            }
        });
    }

    /** Tells to which cell the person went, if that was not by this page's doing. */
    void whenChosen(SerializableConsumer<Optional<Cell>> then) {
        getElement().executeJs(CHOSEN).then(String.class, at -> then.accept(cellAt(at)));
    }

    /** Tells whether the keyboard is on one of the cells. */
    void whetherItHasTheKeyboard(SerializableConsumer<Boolean> then) {
        getElement().executeJs(HAS_KEYBOARD).then(Boolean.class, then);
    }

    private Optional<Cell> cellAt(String at) {
        int colon = at.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        index = Integer.parseInt(at.substring(0, colon));
        return column(at.substring(colon + 1)).flatMap(column -> at(index, column));
    }

    private Optional<Cell> at(int place, Column column) {
        return review.rows(upload, listing, place, 1).stream()
                .findFirst()
                .map(row -> new Cell(row.cells().rowNumber(), column));
    }

    private String header(Column column) {
        return column == Column.EXPIRY_TIME ? getTranslation("review.expiry-time") : column.heading();
    }

    private static String part(ReviewRow row, Column column) {
        if (row.leftOut()) {
            return "left-out";
        }
        List<RowProblem> problems = row.problemsOf(column);
        if (problems.isEmpty()) {
            return "";
        }
        return problems.getFirst().warning() ? "problem-warning" : "problem-error";
    }

    private LitRenderer<ReviewRow> cell(Column column) {
        boolean mono = column != Column.EMAIL && column != Column.EXPIRY_TIME;
        return LitRenderer.<ReviewRow>of(CELL)
                .withProperty(
                        "text",
                        row -> isEdited(row, column)
                                ? notKept.orElseGet(() -> row.cells().cell(column))
                                : Cells.withControlCharactersShown(row.cells().cell(column)))
                .withProperty("look", row -> mono ? "mono" : "")
                .withProperty("edited", row -> isEdited(row, column) ? openings : 0)
                .withProperty(
                        "label",
                        row -> getTranslation(
                                "review.edit", header(column), row.cells().line()))
                .withProperty("understood", row -> understood(row, column))
                .withProperty(
                        "problems",
                        row -> row.problemsOf(column).stream().map(this::told).toList())
                .withFunction(
                        "keep",
                        (row, kept) -> ifOpen(
                                kept,
                                () -> keep(kept.get(1).asString(), kept.get(2).asBoolean())))
                .withFunction(
                        "leave",
                        (row, left) -> ifOpen(
                                left,
                                () -> leave(
                                        left.get(1).asString(),
                                        cellAt(left.get(2).asString()))))
                .withFunction("giveUp", (row, given) -> ifOpen(given, this::giveUp));
    }

    /** What a field says that was closed meanwhile is not of the one that is open now. */
    private void ifOpen(ArrayNode fromField, SerializableRunnable then) {
        if (edited.isPresent() && fromField.get(0).asInt() == openings) {
            then.run();
        }
    }

    private boolean isEdited(ReviewRow row, Column column) {
        return edited.filter(new Cell(row.cells().rowNumber(), column)::equals).isPresent();
    }

    private Told told(RowProblem problem) {
        return new Told(Messages.of(this, problem.refusal()), problem.warning() ? "warning" : "");
    }

    /** A problem as the browser draws it: public for Vaadin to read it, which would send a map without its entries. */
    public record Told(String text, String look) {}

    /** "Mon 1 Mar 2027 09:00 UTC, in 98 days"; nothing beside an error. */
    private String understood(ReviewRow row, Column column) {
        if (column != Column.EXPIRY_TIME || !row.problemsOf(column).stream().allMatch(RowProblem::warning)) {
            return "";
        }
        return row.expiresAt()
                .map(at ->
                        getTranslation("review.expires", UtcTexts.spelled(at), UtcTexts.daysUntil(at, Instant.now())))
                .orElse("");
    }
}
