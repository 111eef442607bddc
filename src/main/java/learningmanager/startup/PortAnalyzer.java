package learningmanager.startup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.annotation.Order;

@Order(0) // before Spring Boot's own, which names no option
class PortAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, PortInUseException inUse) {
        return new FailureAnalysis(
                "port " + inUse.getPort() + " is in use by another program.",
                "Stop that program, or choose another port with --server.port=" + (inUse.getPort() + 1) + ".",
                failure);
    }
}
