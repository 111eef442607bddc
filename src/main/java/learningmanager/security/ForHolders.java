package learningmanager.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a view: it is for those who hold the permission, on whatever it is. Its menu entry shows for them alone, and a window that shows it
 * goes elsewhere when the permission is withdrawn. What they may see and do there is the services' matter.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ForHolders {
    Permission value();
}
