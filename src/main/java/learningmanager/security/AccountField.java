package learningmanager.security;

/** The fields of the forms about an account that can be refused. */
public enum AccountField {
    EMAIL,
    NAME,
    /** The one that there is now, to show whose account it is. */
    CURRENT_PASSWORD,
    /** The one that there shall be. */
    PASSWORD
}
