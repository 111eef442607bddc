package learningmanager.base;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** A bean for trying the program out: there only with the embedded database and no mail server configured (SPEC 11). */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(EmbeddedDefault.IsInForce.class)
public @interface EmbeddedDefault {
    /** Reads the configuration. */
    class IsInForce implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(context.getEnvironment().getProperty("learning-manager.mail.host"))
                    && context.getEnvironment()
                            .getProperty("spring.datasource.url", "")
                            .startsWith("jdbc:h2:");
        }
    }
}
