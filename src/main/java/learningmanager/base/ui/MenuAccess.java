package learningmanager.base.ui;

import com.vaadin.flow.component.Component;
import java.util.Optional;
import learningmanager.base.Id;

/** What the layout asks about the person at the screen. */
public interface MenuAccess {
    /** Who is signed in, as the layout shows it, or none. */
    Optional<String> signedInAs();

    /** Whether their session was ended, by a "Sign out everywhere" or whatever else ends all of an account. */
    boolean sessionIsOver();

    /** Whether this window signs out by itself, and is on its way to the page that comes after. */
    boolean isLeaving();

    /** Whose menu it is: told by {@link learningmanager.base.Changes} when what they may do changes, or their sessions end. */
    Optional<Id> topic();

    /** Whether the view is for them: what somebody may not use does not show (SPEC 2). */
    boolean shows(Class<? extends Component> view);

    void signOut();
}
