package learningmanager.faults;

import java.util.ArrayList;
import java.util.List;

/** What was done to the program, and what was counted then. */
final class FaultTable {
    private final List<String> lines = new ArrayList<>();

    FaultTable() {
        lines.add("");
        lines.add("fault | what was done | counted | lost");
        lines.add("--- | --- | --- | ---");
    }

    /** For what went well; a test fails before this otherwise. */
    void nothingLost(String fault, String done, String counted) {
        lines.add(fault + " | " + done + " | " + counted + " | nothing");
    }

    void print() {
        System.out.println(String.join(System.lineSeparator(), lines));
    }
}
