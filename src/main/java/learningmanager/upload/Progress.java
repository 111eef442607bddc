package learningmanager.upload;

/** How far a check has come. */
public sealed interface Progress {
    /** @param before how many others have their turn first, as things are */
    record Waiting(int before) implements Progress {}

    /** @param share of the file, from 0 to 1 */
    record Reading(double share, int rows) implements Progress {}

    /** All rows are read; they are held against each other and against what learners hold. */
    record Comparing() implements Progress {}

    /** Somebody pressed "Stop". */
    record Stopping() implements Progress {}
}
