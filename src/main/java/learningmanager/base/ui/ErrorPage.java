package learningmanager.base.ui;

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
            <p><a class="button-link" href="%1$s/">%4$s</a></p></main></div>
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
        boolean notFound = response.getStatus() == HttpServletResponse.SC_NOT_FOUND;
        response.setContentType(getContentType());
        response.getOutputStream()
                .write(PAGE.formatted(
                                HtmlUtils.htmlEscape(request.getContextPath()),
                                text(notFound ? "not-found.title" : "error.title"),
                                text(notFound ? "not-found.text" : "error.text"),
                                text("sorry.home"))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String key) {
        return HtmlUtils.htmlEscape(TEXTS.getString(key), StandardCharsets.UTF_8.name());
    }
}
