package learningmanager.mail;

import learningmanager.base.MailMessageId;

/**
 * A message that came back.
 *
 * @param answer the words of the mail server that did not take it
 */
record Bounce(MailMessageId message, String answer) {}
