package learningmanager.admin;

/** The fields of the form that invites a person. */
public enum PersonField {
    NAME,
    EMAIL
}
