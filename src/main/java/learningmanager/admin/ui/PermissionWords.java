package learningmanager.admin.ui;

import com.vaadin.flow.component.Component;
import learningmanager.admin.Grant;
import learningmanager.security.Permission;

/** Permissions in words, the same on every page. */
final class PermissionWords {
    private PermissionWords() {}

    static String of(Component page, Permission permission) {
        return switch (permission) {
            case LEARNING_MANAGER -> page.getTranslation("permission.learning-manager");
            case PROGRAM_LEARNER_ADMIN -> page.getTranslation("permission.program-learner-admin");
            case COURSE_CREATOR -> page.getTranslation("permission.course-creator");
            case PLATFORM_ADMINISTRATOR -> page.getTranslation("permission.platform-administrator");
        };
    }

    static String mayDo(Component page, Permission permission) {
        return switch (permission) {
            case LEARNING_MANAGER -> page.getTranslation("permission.learning-manager.may");
            case PROGRAM_LEARNER_ADMIN -> page.getTranslation("permission.program-learner-admin.may");
            case COURSE_CREATOR -> page.getTranslation("permission.course-creator.may");
            case PLATFORM_ADMINISTRATOR -> page.getTranslation("permission.platform-administrator.may");
        };
    }

    /** Learning manager, Example University */
    static String of(Component page, Grant grant) {
        return grant.on().isEmpty() ? of(page, grant.permission()) : of(page, grant.permission()) + ", " + grant.on();
    }
}
