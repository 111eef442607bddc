package learningmanager.admin;

import learningmanager.base.NotFoundException;
import learningmanager.security.Permission;
import learningmanager.security.Permissions;
import learningmanager.security.SignedIn;
import org.springframework.stereotype.Component;

/** Lets platform administrators pass, and nobody else know that there is anything. */
@Component
class Administrators {
    private final Permissions permissions;

    Administrators(Permissions permissions) {
        this.permissions = permissions;
    }

    /**
     * The administrator signed in.
     *
     * @throws NotFoundException when it is none
     */
    SignedIn expected() {
        if (!permissions.reach().holds(Permission.PLATFORM_ADMINISTRATOR)) {
            throw new NotFoundException("administration for somebody who administers nothing");
        }
        return permissions.me();
    }
}
