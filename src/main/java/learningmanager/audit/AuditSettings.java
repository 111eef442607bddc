package learningmanager.audit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long the audit log is kept ({@code learning-manager.audit.*}).
 *
 * @param keptFor such as 730d; without it, for ever
 */
@ConfigurationProperties("learning-manager.audit")
record AuditSettings(@Nullable Duration keptFor) {}
