package learningmanager.security.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.util.Optional;
import learningmanager.base.Id;
import learningmanager.base.ui.MenuAccess;
import learningmanager.security.AccountService;
import learningmanager.security.ForHolders;
import learningmanager.security.ForHome;
import learningmanager.security.ForManagers;
import learningmanager.security.Permissions;
import learningmanager.security.Reach;
import learningmanager.security.SignedIn;

/** Answers the layout from the permissions. */
@org.springframework.stereotype.Component
class PersonAtTheScreen implements MenuAccess {
    private final Permissions permissions;
    private final AccountService accounts;
    private final AuthenticationContext authentication;

    PersonAtTheScreen(Permissions permissions, AccountService accounts, AuthenticationContext authentication) {
        this.permissions = permissions;
        this.accounts = accounts;
        this.authentication = authentication;
    }

    @Override
    public Optional<String> signedInAs() {
        return permissions.whoIsSignedIn().map(me -> me.email().text());
    }

    @Override
    public boolean sessionIsOver() {
        return permissions.whoIsSignedIn().filter(accounts::isCurrent).isEmpty();
    }

    @Override
    public boolean isLeaving() {
        return SignInNavigation.isLeaving();
    }

    @Override
    public Optional<Id> topic() {
        return permissions.whoIsSignedIn().map(SignedIn::id);
    }

    @Override
    public boolean shows(Class<? extends Component> view) {
        Reach reach = permissions.reach();
        ForHolders holders = view.getAnnotation(ForHolders.class);
        return (!view.isAnnotationPresent(ForManagers.class) || reach.managesLearners())
                && (!view.isAnnotationPresent(ForHome.class) || reach.hasHome())
                && (holders == null || reach.holds(holders.value()));
    }

    @Override
    public void signOut() {
        authentication.logout();
    }
}
