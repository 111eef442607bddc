package learningmanager.account.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Optional;
import learningmanager.base.Refusal;
import learningmanager.base.ui.CsvDownload;
import learningmanager.owndata.OwnDataService;
import learningmanager.security.ui.SignInNavigation;

/** What is kept about me: to take along, and to leave behind. */
final class OwnDataPart extends Div {
    private static final String FILE_NAME = "my-data.csv";

    private final transient OwnDataService ownData;

    OwnDataPart(OwnDataService ownData) {
        this.ownData = ownData;
        CsvDownload download =
                new CsvDownload(getTranslation("account.data.download"), () -> FILE_NAME, ownData::writeFile);
        Button delete = new Button(
                getTranslation("account.delete.submit"), click -> new DeleteAccountDialog(this::delete).open());
        delete.addThemeVariants(ButtonVariant.ERROR);
        add(
                new H2(getTranslation("account.data.title")),
                soft("account.data.text"),
                download,
                new H2(getTranslation("account.delete.title")),
                soft("account.delete.text"),
                delete);
    }

    private Paragraph soft(String key) {
        Paragraph text = new Paragraph(getTranslation(key));
        text.addClassName("soft");
        return text;
    }

    private Optional<Refusal> delete(String password) {
        Optional<Refusal> refusal = ownData.deleteMyAccount(password);
        if (refusal.isEmpty()) {
            SignInNavigation.accountDeleted();
        }
        return refusal;
    }
}
