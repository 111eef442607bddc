package learningmanager.security;

import java.util.Map;
import learningmanager.base.Refusal;

/** What came of changing one's password. */
public sealed interface PasswordChange {
    /** @param person who goes on signed in */
    record Changed(SignedIn person) implements PasswordChange {}

    record Refused(Map<AccountField, Refusal> problems) implements PasswordChange {
        public Refused {
            problems = Map.copyOf(problems);
        }
    }
}
