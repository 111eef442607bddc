package learningmanager.startup;

import learningmanager.base.WrongSettingException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

@Order(0) // before Spring Boot's own, which tells of the class that the setting is bound to
class WrongSettingAnalyzer extends AbstractFailureAnalyzer<WrongSettingException> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, WrongSettingException wrong) {
        return new FailureAnalysis(String.valueOf(wrong.getMessage()), null, failure);
    }
}
