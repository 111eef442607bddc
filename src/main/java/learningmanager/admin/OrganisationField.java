package learningmanager.admin;

/** The fields of an organisation's form that can be refused. */
public enum OrganisationField {
    NAME,
    SENDER_NAME,
    REPLY_TO,
    REMINDER_DAYS,
    EMAIL_DOMAIN
}
