package learningmanager.upload.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.function.SerializableConsumer;
import learningmanager.base.ui.KeyHint;

/** "Reupload": choose another version of the file. */
final class ReuploadButton extends Button {
    ReuploadButton(SerializableConsumer<UI> to, boolean primary) {
        setText(getTranslation("upload.reupload"));
        if (primary) {
            addThemeVariants(ButtonVariant.PRIMARY);
        }
        setSuffixComponent(new KeyHint("Alt+R"));
        addClickListener(click -> getUI().ifPresent(to::accept));
    }
}
