package learningmanager.invitation;

/**
 * An invitation whose mail could not be delivered, or came back.
 *
 * @param answer the mail server's words
 */
public record FailedDelivery(String externalLearnerId, String email, String answer) {}
