package learningmanager.base;

import java.util.UUID;

/** Names one CSV file on its way through check, review and sending. */
public record UploadId(UUID value) implements Id {
    public static UploadId next() {
        return new UploadId(Id.nextValue());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
