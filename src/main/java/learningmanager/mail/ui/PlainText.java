package learningmanager.mail.ui;

import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A plain-text part as mail programs show it: lines as they are, addresses to be clicked. */
final class PlainText extends Div {
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)]");

    PlainText(String text) {
        addClassName("mail-text");
        Matcher address = ADDRESS.matcher(text);
        int from = 0;
        while (address.find()) {
            add(new Text(text.substring(from, address.start())));
            add(new Anchor(address.group(), address.group(), AnchorTarget.BLANK));
            from = address.end();
        }
        add(new Text(text.substring(from)));
    }
}
