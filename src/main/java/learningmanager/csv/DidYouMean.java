package learningmanager.csv;

import java.util.Collection;
import java.util.Optional;
import learningmanager.base.Code;

/** Finds the one value that was meant, where that is safe to say. */
public final class DidYouMean {
    private DidYouMean() {}

    /**
     * The only code that differs in nothing but signs, or else the only nearest one within a few letters. Codes with other
     * digits are other things (the run of another year), however near.
     */
    public static Optional<String> among(Collection<String> codes, String text) {
        String wanted = Code.keyOf(text);
        if (wanted.length() > Code.MAX_LENGTH) {
            return Optional.empty();
        }
        String bare = bare(wanted);
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        boolean unique = false;
        for (String code : codes) {
            String key = Code.keyOf(code);
            int distance = distance(bare, wanted, key);
            if (distance < bestDistance) {
                best = code;
                bestDistance = distance;
                unique = true;
            } else if (distance == bestDistance) {
                unique = false;
            }
        }
        return unique && bestDistance < Integer.MAX_VALUE ? Optional.ofNullable(best) : Optional.empty();
    }

    /** 0 for the same letters and digits; no number where too far. */
    private static int distance(String bare, String wanted, String key) {
        String bareKey = bare(key);
        if (!bare.isEmpty() && bare.equals(bareKey)) {
            return 0;
        }
        int allowed = Math.min(3, Math.min(wanted.length(), key.length()) / 4);
        if (Math.abs(wanted.length() - key.length()) > allowed || !digits(bare).equals(digits(bareKey))) {
            return Integer.MAX_VALUE;
        }
        int distance = editDistance(wanted, key);
        return distance <= allowed ? distance : Integer.MAX_VALUE;
    }

    /** Letters put in, left out, replaced, or swapped with their neighbour (optimal string alignment). */
    static int editDistance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                char ca = a.charAt(i - 1);
                char cb = b.charAt(j - 1);
                int replaced = last[j - 1] + (ca == cb ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && ca == b.charAt(j - 2) && a.charAt(i - 2) == cb) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] reused = beforeLast;
            beforeLast = last;
            last = row;
            row = reused;
        }
        return last[b.length()];
    }

    private static String bare(String text) {
        return kept(text, true);
    }

    private static String digits(String text) {
        return kept(text, false);
    }

    private static String kept(String text, boolean letters) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isDigit(c) || (letters && Character.isLetter(c))) {
                kept.append(c);
            }
        }
        return kept.toString();
    }
}
