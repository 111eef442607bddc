package learningmanager.upload.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;

/** "Reupload": choose another version of the file. */
final class ReuploadButton extends Button {
    ReuploadButton(String address, boolean primary) {
        setText(getTranslation("upload.reupload"));
        if (primary) {
            addThemeVariants(ButtonVariant.PRIMARY);
        }
        addClickListener(click -> getUI().ifPresent(ui -> ui.navigate(address)));
    }
}
