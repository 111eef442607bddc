package learningmanager.account;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who becomes platform administrator where there is none ({@code learning-manager.first-administrator.*}); without it, a one-time link
 * in the log is the way.
 *
 * @param password of the account that is made by this; one that is there already must have it
 */
@ConfigurationProperties("learning-manager.first-administrator")
record FirstAdministrator(@Nullable String email, @Nullable String password) {
    @Override
    public String toString() {
        return String.valueOf(email);
    }
}
