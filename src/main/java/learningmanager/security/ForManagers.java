package learningmanager.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a view: it is for those who manage some program's learners. Its menu entry shows for them alone, and a window that shows it goes
 * elsewhere when they manage none any more. What they may see and do there is the services' matter.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ForManagers {}
