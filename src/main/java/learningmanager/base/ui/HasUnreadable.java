package learningmanager.base.ui;

import java.util.Optional;
import learningmanager.base.Refusal;

/** A field in which can stand what is none of its values: that it is empty says nothing of what was typed. */
interface HasUnreadable {
    /** Why it has no value although something was typed; says what that was. */
    Optional<Refusal> problem();
}
