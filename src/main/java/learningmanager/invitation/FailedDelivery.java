package learningmanager.invitation;

/**
 * An invitation whose mail did not arrive, may not have, or came back.
 *
 * @param answer the mail server's words
 */
public record FailedDelivery(String externalLearnerId, String email, String answer) {}
