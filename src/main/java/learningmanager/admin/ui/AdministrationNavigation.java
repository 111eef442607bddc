package learningmanager.admin.ui;

import learningmanager.base.AccountId;
import learningmanager.base.OrganisationId;

/** Where the installation is administered. */
public final class AdministrationNavigation {
    /** The page that leads to all of it. */
    public static final String ADMINISTRATION = "administration";

    static final String ORGANISATIONS = ADMINISTRATION + "/organisations";
    static final String PEOPLE = ADMINISTRATION + "/people";

    static final String CHARGES = ADMINISTRATION + "/charges";
    static final String RATES = CHARGES + "/rates";
    static final String CORRECTION = CHARGES + "/correction";
    static final String AUDIT_LOG = ADMINISTRATION + "/audit-log";

    /** Stands in an address for one that is not there yet. */
    static final String NEW = "new";

    private AdministrationNavigation() {}

    static String organisation(OrganisationId id) {
        return ORGANISATIONS + "/" + id;
    }

    static String newOrganisation() {
        return ORGANISATIONS + "/" + NEW;
    }

    static String person(AccountId id) {
        return PEOPLE + "/" + id;
    }
}
