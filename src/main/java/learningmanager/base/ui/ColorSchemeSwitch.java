package learningmanager.base.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.server.communication.IndexHtmlRequestListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Switches between light and dark. The choice is a cookie, which the server reads before it answers with a page, so that no
 * page comes up in the other colours first; without a choice the browser's own setting holds.
 */
final class ColorSchemeSwitch extends Button {
    private static final String COOKIE = "color-scheme";

    private static final String SWITCH = """
            const page = document.documentElement;
            const dark = getComputedStyle(page).colorScheme === 'dark'
              || (getComputedStyle(page).colorScheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
            const next = dark ? 'light' : 'dark';
            page.style.colorScheme = next;
            page.setAttribute('theme', next);
            const path = new URL(document.baseURI).pathname;
            document.cookie = `color-scheme=${next}; Path=${path}; Max-Age=31536000; SameSite=Lax`;
            """;

    ColorSchemeSwitch() {
        super(VaadinIcon.ADJUST.create());
        addThemeVariants(ButtonVariant.TERTIARY);
        setAriaLabel(getTranslation("layout.color-scheme"));
        setTooltipText(getTranslation("layout.color-scheme"));
        addClickListener(click -> getElement().executeJs(SWITCH));
    }

    /** Gives each page the colours that were chosen. */
    static IndexHtmlRequestListener keeper() {
        return ColorSchemeSwitch::applyChoice;
    }

    private static void applyChoice(IndexHtmlResponse page) {
        Cookie[] cookies = page.getVaadinRequest().getCookies();
        Stream.ofNullable(cookies)
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .filter(choice -> choice.equals("light") || choice.equals("dark"))
                .findFirst()
                .ifPresent(choice -> page.getDocument()
                        .select("html")
                        .attr("style", "color-scheme: " + choice)
                        .attr("theme", choice));
    }
}
