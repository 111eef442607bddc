package learningmanager.base.ui;

import com.vaadin.flow.component.Component;
import java.util.Optional;
import learningmanager.base.Id;

/** What the layout asks about the person at the screen. */
public interface MenuAccess {
    /** Who is signed in, as the layout shows it, or none. */
    Optional<String> signedInAs();

    /** Whose menu it is: told by {@link learningmanager.base.Changes} when what they may do changes. */
    Optional<Id> topic();

    /** Whether the view is for them: what somebody may not use does not show (SPEC 2). */
    boolean shows(Class<? extends Component> view);

    void signOut();
}
