package learningmanager.base.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;

/** A link to hand over: shown in full, copied by one click. */
public final class CopyLink extends Div {
    /** Copies in the browser, within the click: some browsers refuse the clipboard to anything that comes later. */
    private static final String COPY_ON_CLICK = """
            if (this.copiesOnClick) return;
            this.copiesOnClick = true;
            const told = name => this.dispatchEvent(new CustomEvent(name));
            const bySelection = () => {
              const input = $0.inputElement || $0;
              input.focus();
              input.select();
              return document.execCommand('copy');
            };
            $1.addEventListener('click', () => {
              const fallBack = () => told(bySelection() ? 'link-copied' : 'link-not-copied');
              if (navigator.clipboard && window.isSecureContext) {
                navigator.clipboard.writeText($0.value).then(() => told('link-copied'), fallBack);
              } else {
                fallBack();
              }
            });
            """;

    private final Span told = new Span();

    public CopyLink(String fieldLabel, String link) {
        addClassName("copy-link");

        TextField field = new TextField(fieldLabel);
        field.setValue(link);
        field.setReadOnly(true);
        field.addClassName("mono");
        field.setAutoselect(true);

        Button copy = new Button(getTranslation("copy-link.copy"));
        copy.addThemeVariants(ButtonVariant.PRIMARY);

        told.addClassName("soft");
        told.getElement().setAttribute("role", "status");

        add(field, copy, told);
        addAttachListener(attached -> getElement().executeJs(COPY_ON_CLICK, field.getElement(), copy.getElement()));
        getElement().addEventListener("link-copied", copied -> told.setText(getTranslation("copy-link.copied")));
        getElement().addEventListener("link-not-copied", refused -> told.setText(getTranslation("copy-link.failed")));
    }
}
