package learningmanager.program.ui;

import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.Optional;
import learningmanager.base.OrganisationId;
import learningmanager.program.Organisation;

/** Chooses one of the organisations that are somebody's; not there where that is a single one. */
public final class OrganisationField extends Select<Organisation> {
    public OrganisationField() {
        setItemLabelGenerator(Organisation::name);
    }

    /**
     * Offers these from now on. What is chosen stays if it is among them; else the first is.
     *
     * @param mine at least one
     * @return what was chosen and is not among them
     */
    public Optional<Organisation> offer(List<Organisation> mine) {
        Optional<Organisation> before = getOptionalValue();
        setItems(mine);
        setVisible(mine.size() > 1);
        setValue(before.flatMap(one -> offered(one.id())).orElse(mine.getFirst()));
        return before.filter(one -> offered(one.id()).isEmpty());
    }

    /** Nothing where it is not offered. */
    public void choose(OrganisationId id) {
        offered(id).ifPresent(this::setValue);
    }

    private Optional<Organisation> offered(OrganisationId id) {
        return getListDataView().getItems().filter(one -> one.id().equals(id)).findFirst();
    }
}
