package learningmanager.upload.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import learningmanager.upload.UploadSettings;

/** What bounds an upload, as this installation has it. */
final class UploadLimits extends Div {
    /** Limits may be less than one. */
    private static final double BYTES_PER_MEGABYTE = 1 << 20;

    UploadLimits(UploadSettings settings) {
        UnorderedList list = new UnorderedList();
        list.addClassName("soft");
        list.add(
                new ListItem(getTranslation(
                        "bulk.limits.size", settings.maxFileSize().toBytes() / BYTES_PER_MEGABYTE)),
                new ListItem(getTranslation("bulk.limits.rows", settings.maxRows())),
                new ListItem(getTranslation("bulk.limits.cells", settings.maxCellLength(), settings.maxColumns())),
                new ListItem(getTranslation("bulk.limits.pasted", settings.maxPastedLength())),
                new ListItem(getTranslation("bulk.limits.drafts", settings.maxDrafts())),
                new ListItem(getTranslation("bulk.limits.checks", settings.checksPerPerson(), settings.checksAtOnce())),
                new ListItem(getTranslation("bulk.limits.waiting", settings.maxWaitingChecks())));
        add(new H2(getTranslation("bulk.limits.title")), list);
    }
}
