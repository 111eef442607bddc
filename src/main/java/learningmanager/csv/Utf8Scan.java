package learningmanager.csv;

/** Counts what is UTF-8 beyond ASCII in a stream of bytes, and what cannot be (RFC 3629, section 4). */
final class Utf8Scan {
    private int missing;
    private int lowest = 0x80;
    private int highest = 0xBF;
    private long sequences;
    private long broken;

    /** Where the first byte beyond ASCII stands, or the length. */
    static int firstBeyondAscii(byte[] bytes, int length) {
        int at = 0;
        while (at < length && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    void add(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            byte b = bytes[i];
            if (b < 0 || missing > 0) {
                add(b & 0xFF);
            }
        }
    }

    private void add(int b) {
        if (missing > 0) {
            if (b >= lowest && b <= highest) {
                lowest = 0x80;
                highest = 0xBF;
                if (--missing == 0) {
                    sequences++;
                }
                return;
            }
            broken++;
            missing = 0;
        }
        begin(b);
    }

    private void begin(int b) {
        lowest = 0x80;
        highest = 0xBF;
        if (b < 0x80) {
            return;
        }
        if (b >= 0xC2 && b <= 0xDF) {
            missing = 1;
        } else if (b >= 0xE0 && b <= 0xEF) {
            missing = 2;
            lowest = b == 0xE0 ? 0xA0 : 0x80;
            highest = b == 0xED ? 0x9F : 0xBF;
        } else if (b >= 0xF0 && b <= 0xF4) {
            missing = 3;
            lowest = b == 0xF0 ? 0x90 : 0x80;
            highest = b == 0xF4 ? 0x8F : 0xBF;
        } else {
            broken++;
        }
    }

    /** Whole characters beyond ASCII. */
    long sequences() {
        return sequences;
    }

    /** Places that are not UTF-8, an unfinished end included. */
    long broken() {
        return broken + (missing > 0 ? 1 : 0);
    }
}
