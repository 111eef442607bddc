package learningmanager.base;

import jakarta.servlet.ServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the administrators configured about this installation as a whole ({@code learning-manager.*}).
 *
 * @param url where browsers reach it, without a trailing slash: the start of every link in a mail
 * @param linkKey the secret that signs acceptance links, at least 32 characters; made by itself beside the embedded database
 * @param dataDirectory where the embedded database's link key stands
 */
@ConfigurationProperties("learning-manager")
public record Installation(
        @DefaultValue("http://localhost:8080") URI url,
        @Nullable String linkKey,
        @DefaultValue("data") String dataDirectory) {

    /** Whether browsers reach it over TLS, whatever this server hears of it from what stands in front. */
    public boolean isBehindTls() {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    /** Whether a request came over TLS, as far as anybody says so. */
    public boolean isOverTls(ServletRequest request) {
        return request.isSecure() || isBehindTls();
    }

    /** An address within this installation, for use outside it; {@code path} starts with a slash. */
    public String address(String path) {
        return url.toString().replaceAll("/+$", "") + path;
    }
}
