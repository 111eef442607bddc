package learningmanager.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import learningmanager.base.AccountId;
import learningmanager.base.EmailAddress;
import learningmanager.base.Installation;
import learningmanager.base.ServerKey;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** A cookie by which a browser shows that an account has signed in from it before, whatever its address is now. It signs nobody in. */
@Component
public class KnownBrowser {
    static final String COOKIE = "known-browser";
    private static final Duration KEPT = Duration.ofDays(365);

    private final ServerKey key;
    private final AccountRepository accounts;
    private final Installation installation;

    KnownBrowser(ServerKey key, AccountRepository accounts, Installation installation) {
        this.key = key;
        this.accounts = accounts;
        this.installation = installation;
    }

    /** Names the browser where it is known to the account that signs in with the address; empty where not. */
    String of(HttpServletRequest request, String email) {
        return shown(request).isEmpty()
                ? ""
                : accounts.findByKey(EmailAddress.keyOf(email))
                        .map(account -> of(request, account.id()))
                        .orElse("");
    }

    /** Names the browser where it is known to the account; empty where not. */
    String of(HttpServletRequest request, AccountId account) {
        return shown(request).stream()
                .filter(value -> isGenuine(value, account))
                .map(value -> value.substring(0, value.indexOf('.')))
                .findFirst()
                .orElse("");
    }

    private static List<String> shown(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .filter(value -> value.indexOf('.') > 0)
                .toList();
    }

    /** Has the browser show from now on that the account has signed in from it; nothing where it does already. */
    public void remember(HttpServletRequest request, HttpServletResponse response, AccountId account) {
        if (!of(request, account).isEmpty()) {
            return;
        }
        String id = UUID.randomUUID().toString();
        String path = request.getContextPath().isEmpty() ? "/" : request.getContextPath();
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, id + "." + mac(id, account))
                        .path(path)
                        .maxAge(KEPT)
                        .httpOnly(true)
                        .secure(installation.isOverTls(request))
                        .sameSite("Lax")
                        .build()
                        .toString());
    }

    private boolean isGenuine(String value, AccountId account) {
        int dot = value.indexOf('.');
        return MessageDigest.isEqual(
                value.substring(dot + 1).getBytes(StandardCharsets.UTF_8),
                mac(value.substring(0, dot), account).getBytes(StandardCharsets.UTF_8));
    }

    private String mac(String id, AccountId account) {
        String message = "known browser " + id + " " + account;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(key.sign(message.getBytes(StandardCharsets.UTF_8)));
    }
}
