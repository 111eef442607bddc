package learningmanager.base.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import learningmanager.base.Changes;
import learningmanager.base.NotFoundException;

/** What stands around every page of somebody signed in: where one can go, and who one is. */
@Layout
@PermitAll
class MainLayout extends AppLayout {
    /** Loads the window anew, at the first page that is for its person, and has that one say so. */
    private static final String GIVE_WAY = "sessionStorage.setItem('gave-way', '1'); location.assign(document.baseURI)";

    private static final String GAVE_WAY = """
            if (sessionStorage.getItem('gave-way')) {
              sessionStorage.removeItem('gave-way');
              this.dispatchEvent(new CustomEvent('gave-way'));
            }""";

    private final transient MenuAccess access;
    private final transient Changes changes;
    private final SideNav navigation = new SideNav();
    /** Vaadin finds them while it answers a request, and finds none when a window is changed by itself. */
    private final transient List<MenuEntry> entries = MenuConfiguration.getMenuEntries();

    MainLayout(MenuAccess access, Changes changes) {
        this.access = access;
        this.changes = changes;
        addClassName("app");
        setPrimarySection(Section.DRAWER);

        DrawerToggle menu = new DrawerToggle();
        menu.setAriaLabel(getTranslation("layout.menu"));
        Header bar = new Header(menu, new Logo());
        bar.addClassName("app-bar");
        addToNavbar(bar);

        Aside drawer = new Aside(new Logo(), navigation, person());
        drawer.addClassName("app-drawer");
        drawer.getElement().setAttribute("aria-label", getTranslation("layout.menu"));
        addToDrawer(drawer);
        navigation.getElement().setAttribute("aria-label", getTranslation("layout.navigation"));
        showEntries();
        getElement().addEventListener("gave-way", event -> Notifications.error(getTranslation("layout.gave-way")));
    }

    /** A permission given or withdrawn shows in windows that are open, too; so does that their sessions were ended. */
    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        getElement().executeJs(GAVE_WAY);
        access.topic().ifPresent(me -> Follower.follow(this, changes, me, this::permissionsChanged));
    }

    /**
     * A page that is not for its person any more gives way to the first one that is. Where the session was ended, asking for the page
     * again leads to the sign-in; a browser that does not is told nothing more either.
     */
    private void permissionsChanged() {
        if (access.isLeaving()) {
            return;
        }
        if (access.sessionIsOver()) {
            getUI().ifPresent(MainLayout::end);
            return;
        }
        showEntries();
        if (getContent() != null && !isStillFor(getContent())) {
            getUI().ifPresent(ui -> ui.getPage().executeJs(GIVE_WAY));
        }
    }

    private static void end(UI window) {
        window.getPage().executeJs("location.reload()");
        if (window.getPushConfiguration().getPushMode().isEnabled()) {
            // Does meanwhile what waits for its turn: this once more, perhaps.
            window.push();
        }
        if (window.isAttached()) {
            // Its push connection goes with it.
            window.getSession().removeUI(window);
        }
    }

    private boolean isStillFor(Component content) {
        if (!access.shows(content.getClass())) {
            return false;
        }
        try {
            if (content instanceof Page page) {
                page.changedForWhoLooks();
            }
            return true;
        } catch (NotFoundException notAnyMore) {
            return false;
        }
    }

    private void showEntries() {
        navigation.removeAll();
        entries.stream()
                .filter(entry -> access.shows(entry.menuClass()))
                .map(entry -> new SideNavItem(getTranslation(entry.title()), entry.path()))
                .forEach(navigation::addItem);
    }

    private Div person() {
        Div person = new Div();
        person.addClassName("app-person");
        access.signedInAs().ifPresent(email -> {
            Button signOut = new Button(getTranslation("layout.sign-out"), click -> access.signOut());
            signOut.addThemeVariants(ButtonVariant.TERTIARY);
            Anchor who = new Anchor("account", email);
            who.setRouterIgnore(false);
            who.getElement().setAttribute("aria-label", getTranslation("layout.account", email));
            who.addClassName("app-email");
            person.add(who, signOut);
        });
        person.add(new ColorSchemeSwitch());
        return person;
    }
}
