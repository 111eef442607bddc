package learningmanager.base.ui;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.util.HtmlUtils;

/**
 * What a browser shows when an answer failed before or beside Vaadin. Spring Boot's error controller looks for a view of the
 * name "error"; what it knows of the failure stays in the log.
 */
@Component("error")
class ErrorPage implements View {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%2$s – Learning Manager</title>
            <link rel="stylesheet" href="%1$s/aura/aura.css">
            <link rel="stylesheet" href="%1$s/styles.css">
            </head>
            <body>
            <div class="sheet"><main class="page"><header class="page-top"><h1>%2$s</h1><p class="lead">%3$s</p></header>
            %5$s<p><a class="button-link" href="%1$s/">%4$s</a></p></main></div>
            </body>
            </html>
            """;

    private static final ResourceBundle TEXTS =
            ResourceBundle.getBundle("vaadin-i18n.translations", Locale.ROOT, ErrorPage.class.getClassLoader());

    @Override
    public String getContentType() {
        return "text/html;charset=UTF-8";
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        int status = response.getStatus();
        response.setContentType(getContentType());
        String page = switch (status) {
            case HttpServletResponse.SC_NOT_FOUND -> page(request, "not-found.title", "not-found.text", "");
            default ->
                status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                        ? page(request, "error.title", "error.request.text", "")
                        : page(request, "error.title", "error.text", reference(request, status));
        };
        response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
    }

    private static String page(HttpServletRequest request, String title, String text, String more) {
        return PAGE.formatted(
                HtmlUtils.htmlEscape(request.getContextPath()), text(title), text(text), text("sorry.home"), more);
    }

    /** The address stays out of the log: it may be a personal link. */
    private static String reference(HttpServletRequest request, int status) {
        Throwable error = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure
                ? failure
                : new IllegalStateException("answered with status " + status);
        return "<p>%s <span class=\"mono\">%s</span></p>\n"
                .formatted(text("error.reference"), ErrorReference.log(error));
    }

    private static String text(String key) {
        return HtmlUtils.htmlEscape(TEXTS.getString(key), StandardCharsets.UTF_8.name());
    }
}
