package learningmanager.admin.ui;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.Locale;
import learningmanager.admin.Grant;
import learningmanager.security.Permission;

/** Permissions in words, the same on every page and in every file. */
final class PermissionWords {
    private PermissionWords() {}

    static String of(Locale locale, Permission permission) {
        return switch (permission) {
            case LEARNING_MANAGER -> I18NProvider.translate(locale, "permission.learning-manager");
            case PROGRAM_LEARNER_ADMIN -> I18NProvider.translate(locale, "permission.program-learner-admin");
            case COURSE_CREATOR -> I18NProvider.translate(locale, "permission.course-creator");
            case PLATFORM_ADMINISTRATOR -> I18NProvider.translate(locale, "permission.platform-administrator");
        };
    }

    static String mayDo(Locale locale, Permission permission) {
        return switch (permission) {
            case LEARNING_MANAGER -> I18NProvider.translate(locale, "permission.learning-manager.may");
            case PROGRAM_LEARNER_ADMIN -> I18NProvider.translate(locale, "permission.program-learner-admin.may");
            case COURSE_CREATOR -> I18NProvider.translate(locale, "permission.course-creator.may");
            case PLATFORM_ADMINISTRATOR -> I18NProvider.translate(locale, "permission.platform-administrator.may");
        };
    }

    /** Learning manager, Example University */
    static String of(Locale locale, Grant grant) {
        return grant.on().isEmpty()
                ? of(locale, grant.permission())
                : of(locale, grant.permission()) + ", " + grant.on();
    }
}
