package learningmanager.admin;

/**
 * What a form says of an organisation, as it was written.
 *
 * @param senderName in whose name its mails come; empty for the organisation's own
 * @param replyTo where answers to its mails go; empty for whoever invited
 * @param reminderDays how many days before expiry learners are reminded, such as 7, 1; empty for never
 * @param emailDomain what its learners' addresses usually end in; empty for nothing in particular
 */
public record OrganisationFacts(
        String name, String senderName, String replyTo, String reminderDays, String emailDomain) {
    public static OrganisationFacts named(String name) {
        return new OrganisationFacts(name, "", "", "", "");
    }
}
