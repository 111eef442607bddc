package learningmanager.mail.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.IFrame;
import com.vaadin.flow.component.tabs.TabSheet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two forms of one message, side by side as tabs: as most mail programs show it, and as plain text. */
final class MailParts extends TabSheet {
    private static final Pattern HEAD = Pattern.compile("<head(\\s[^>]*)?>", Pattern.CASE_INSENSITIVE);

    MailParts(String text, String html) {
        addClassName("mail-parts");
        if (!html.isEmpty()) {
            // A frame may not itself be what a tab shows (ARIA).
            add(getTranslation("mail.part.html"), new Div(page(html)));
        }
        add(getTranslation("mail.part.text"), new PlainText(text));
    }

    /** The frame is sandboxed, without scripts and of an origin of its own; what is clicked in it opens in a tab outside of that. */
    private IFrame page(String html) {
        IFrame page = new IFrame();
        page.addClassName("mail-html");
        page.setTitle(getTranslation("mail.part.html.title"));
        page.setSandbox(IFrame.SandboxType.ALLOW_POPUPS, IFrame.SandboxType.ALLOW_POPUPS_TO_ESCAPE_SANDBOX);
        page.setSrcdoc(withLinksInNewTabs(html));
        return page;
    }

    private static String withLinksInNewTabs(String html) {
        Matcher head = HEAD.matcher(html);
        return head.find()
                ? html.substring(0, head.end()) + "<base target=\"_blank\">" + html.substring(head.end())
                : "<base target=\"_blank\">" + html;
    }
}
