package learningmanager.audit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import learningmanager.base.WrongSettingException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationUnit;

/**
 * How long the audit log is kept ({@code learning-manager.audit.*}).
 *
 * @param keptFor such as 730d, a number alone being days; without it, for ever
 */
@ConfigurationProperties("learning-manager.audit")
record AuditSettings(
        @DurationUnit(ChronoUnit.DAYS) @Nullable Duration keptFor) {
    private static final int A_MONTH = 30;
    private static final int A_CENTURY = 36_500;

    AuditSettings {
        if (keptFor != null) {
            WrongSettingException.requireBetween(
                    A_MONTH, A_CENTURY, "learning-manager.audit.kept-for (days)", keptFor.toDays());
        }
    }
}
