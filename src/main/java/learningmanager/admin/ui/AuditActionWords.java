package learningmanager.admin.ui;

import com.vaadin.flow.component.Component;
import learningmanager.audit.AuditAction;

/** Actions of the audit log in words. */
final class AuditActionWords {
    private AuditActionWords() {}

    static String of(Component page, AuditAction action) {
        return page.getTranslation("audit.action." + action.name());
    }
}
