package learningmanager.upload.ui;

import com.vaadin.flow.component.html.Paragraph;
import learningmanager.upload.Upload;
import learningmanager.upload.csv.FileFacts;

/** What was assumed about a file: "Read as UTF-8, separated by semicolons." */
final class ReadAs extends Paragraph {
    ReadAs(Upload upload) {
        addClassName("soft");
        upload.facts()
                .ifPresent(facts -> setText(facts.sheet()
                        .map(sheet -> getTranslation("upload.read-from-sheet", sheet))
                        .orElseGet(() -> getTranslation("upload.read-as", facts.encoding(), separator(facts)))));
        setVisible(upload.facts().isPresent());
    }

    private String separator(FileFacts facts) {
        return switch (facts.delimiter()) {
            case ';' -> getTranslation("upload.separator.semicolon");
            case '\t' -> getTranslation("upload.separator.tab");
            default -> getTranslation("upload.separator.comma");
        };
    }
}
