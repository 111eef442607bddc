package learningmanager.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import learningmanager.base.EmailAddress;
import learningmanager.base.ServerKey;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** A cookie by which a browser shows that an account has signed in from it before. It signs nobody in. */
@Component
public class KnownBrowser {
    static final String COOKIE = "known-browser";
    private static final Duration KEPT = Duration.ofDays(365);

    private final ServerKey key;

    KnownBrowser(ServerKey key) {
        this.key = key;
    }

    /** Names the browser where it is known to the account; empty where not. */
    String of(HttpServletRequest request, String email) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .filter(value -> value.indexOf('.') > 0)
                .filter(value -> isGenuine(value, email))
                .map(value -> value.substring(0, value.indexOf('.')))
                .findFirst()
                .orElse("");
    }

    /** Has the browser show from now on that the account has signed in from it; nothing where it does already. */
    public void remember(HttpServletRequest request, HttpServletResponse response, String email) {
        if (!of(request, email).isEmpty()) {
            return;
        }
        String id = UUID.randomUUID().toString();
        String path = request.getContextPath().isEmpty() ? "/" : request.getContextPath();
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, id + "." + mac(id, email))
                        .path(path)
                        .maxAge(KEPT)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .build()
                        .toString());
    }

    private boolean isGenuine(String value, String email) {
        int dot = value.indexOf('.');
        return MessageDigest.isEqual(
                value.substring(dot + 1).getBytes(StandardCharsets.UTF_8),
                mac(value.substring(0, dot), email).getBytes(StandardCharsets.UTF_8));
    }

    private String mac(String id, String email) {
        String message = "known browser " + id + " " + EmailAddress.keyOf(email);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(key.sign(message.getBytes(StandardCharsets.UTF_8)));
    }
}
