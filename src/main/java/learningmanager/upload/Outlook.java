package learningmanager.upload;

/** What sending a draft will do, in numbers. */
public record Outlook(int rows, int invitations, int learners, int emails, int programs, int runs) {}
