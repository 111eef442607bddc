package learningmanager.admin;

/**
 * What a form says of an organisation, as it was written.
 *
 * @param senderName in whose name its mails come; empty for the organisation's own
 * @param replyTo where answers to its mails go; empty for whoever invited
 */
public record OrganisationFacts(String name, String senderName, String replyTo) {}
