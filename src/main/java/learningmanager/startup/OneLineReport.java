package learningmanager.startup;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.util.StringUtils;

/** Says why the program cannot start in one line, which a person reads in a terminal and an operator finds in a log. */
class OneLineReport implements FailureAnalysisReporter {
    @Override
    public void report(FailureAnalysis analysis) {
        String wayOut = StringUtils.hasText(analysis.getAction()) ? " " + analysis.getAction() : "";
        String line = (analysis.getDescription() + wayOut).strip().replaceAll("\\s+", " ");
        System.err.println("Learning Manager cannot start: " + line);
    }
}
