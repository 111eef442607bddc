package learningmanager.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a view with a menu entry: the entry shows only for those who hold the permission, on whatever it is. What they may see and do
 * there is the services' matter.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ForHolders {
    Permission value();
}
