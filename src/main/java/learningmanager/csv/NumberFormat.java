package learningmanager.csv;

import java.util.ArrayList;
import java.util.List;

/** What a workbook's number format makes of a number, as far as it matters for codes, IDs and times (ECMA-376 part 1, 18.8.30). */
sealed interface NumberFormat {
    NumberFormat GENERAL = new General();

    /** Characters that a spreadsheet program lets a format have. */
    int LONGEST_CODE = 255;

    /** The number as it is: separators, decimals and signs of currencies are no part of a code. */
    record General() implements NumberFormat {}

    record Date(boolean withTime) implements NumberFormat {}

    /**
     * Digits in places of their own, with leading zeros and other text: 00042, EU-0042.
     *
     * @param parts each a digit's place ({@code 0}, {@code #} or {@code ?} alone), or text behind a quote
     */
    record Digits(List<String> parts) implements NumberFormat {
        public Digits {
            parts = List.copyOf(parts);
        }

        /** @param digits of a whole number from 0 on */
        String of(String digits) {
            StringBuilder reversed = new StringBuilder();
            int firstPlace = firstPlace();
            int left = digits.length();
            for (int at = parts.size() - 1; at >= 0; at--) {
                String part = parts.get(at);
                if (part.charAt(0) == '"') {
                    reversed.append(new StringBuilder(part.substring(1)).reverse());
                    continue;
                }
                if (left > 0) {
                    reversed.append(digits.charAt(--left));
                } else if (part.equals("0")) {
                    reversed.append('0');
                }
                while (at == firstPlace && left > 0) {
                    reversed.append(digits.charAt(--left));
                }
            }
            return reversed.reverse().toString();
        }

        private int firstPlace() {
            int at = 0;
            while (parts.get(at).charAt(0) == '"') {
                at++;
            }
            return at;
        }
    }

    /** @param code empty where the format is known by its number alone */
    static NumberFormat of(int id, String code) {
        if (isBuiltInDate(id)) {
            return new Date(id == 18 || id == 19 || id == 20 || id == 21 || id == 22 || (id >= 45 && id <= 47));
        }
        if (id <= 49) {
            return id == 1 ? new Digits(List.of("0")) : GENERAL;
        }
        return code.length() > LONGEST_CODE ? GENERAL : ofCode(code);
    }

    /** Those above 22 are dates in some languages' versions. */
    private static boolean isBuiltInDate(int id) {
        return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
    }

    private static NumberFormat ofCode(String code) {
        List<String> parts = new ArrayList<>();
        boolean places = false;
        boolean plain = true;
        boolean date = false;
        boolean time = false;
        for (int at = 0; at < code.length(); at++) {
            char c = code.charAt(at);
            switch (c) {
                case '"' -> {
                    int end = code.indexOf('"', at + 1);
                    int to = end < 0 ? code.length() : end;
                    parts.add("\"" + code.substring(at + 1, to));
                    at = to;
                }
                case '\\' -> {
                    at++;
                    parts.add("\"" + (at < code.length() ? code.substring(at, at + 1) : ""));
                }
                // A space as wide as a character; a character that fills the cell.
                case '_', '*' -> at++;
                case '[' -> {
                    int end = code.indexOf(']', at);
                    String within = code.substring(at + 1, end < 0 ? code.length() : end);
                    time |= within.matches("(?i)h+|m+|s+");
                    at = end < 0 ? code.length() : end;
                }
                // What follows is for other numbers: those below zero, zero.
                case ';' -> at = code.length();
                case '0', '#', '?' -> {
                    places = true;
                    parts.add(String.valueOf(c));
                }
                case 'y', 'Y', 'd', 'D' -> date = true;
                case 'h', 'H', 's', 'S' -> time = true;
                case 'm', 'M' -> date = true;
                case '-', ' ', '/', '(', ')', '+', ':' -> parts.add("\"" + c);
                default -> plain = false;
            }
        }
        if (date || time) {
            return new Date(time);
        }
        return places && plain ? new Digits(parts) : GENERAL;
    }
}
