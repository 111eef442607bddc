package learningmanager.base;

import java.util.regex.Pattern;
import org.apache.catalina.Engine;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Ends the IDs of this node's sessions with its name ({@code learning-manager.node}), by which a proxy in front of several nodes leads a
 * browser to the one that has its session; nothing without a name.
 */
@Component
class SessionsOfNode implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{0,40}");

    private final String node;

    SessionsOfNode(@Value("${learning-manager.node:}") String node) {
        if (!NAME.matcher(node).matches()) {
            throw WrongSettingException.of(
                    "learning-manager.node", "it must be letters, digits and hyphens, 40 at most");
        }
        this.node = node;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        if (!node.isEmpty()) {
            factory.addContextCustomizers(context -> {
                if (context.getParent().getParent() instanceof Engine engine) {
                    engine.setJvmRoute(node);
                }
            });
        }
    }
}
