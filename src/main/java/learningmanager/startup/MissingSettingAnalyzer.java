package learningmanager.startup;

import learningmanager.base.MissingSettingException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

class MissingSettingAnalyzer extends AbstractFailureAnalyzer<MissingSettingException> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, MissingSettingException missing) {
        return new FailureAnalysis(String.valueOf(missing.getMessage()), null, failure);
    }
}
