package learningmanager.admin;

import java.util.Map;
import learningmanager.base.AccountId;
import learningmanager.base.Refusal;

/** What came of inviting a person. */
public sealed interface Inviting {
    /** An account was made, and a link to set its password is on its way. */
    record Invited(AccountId id) implements Inviting {}

    /** There is an account of that address; nothing was sent. */
    record HasAccount(AccountId id) implements Inviting {}

    record Refused(Map<PersonField, Refusal> problems) implements Inviting {
        public Refused {
            problems = Map.copyOf(problems);
        }
    }
}
