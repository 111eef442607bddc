package learningmanager.csv.ui;

import com.vaadin.flow.component.html.Paragraph;
import java.util.Optional;
import learningmanager.csv.FileFacts;

/** What was assumed about a file: "Read as UTF-8, separated by semicolons." */
public final class ReadAs extends Paragraph {
    /** @param read none where the file could not be read as text */
    public ReadAs(Optional<FileFacts> read) {
        addClassName("soft");
        read.ifPresent(facts -> setText(facts.sheet()
                .map(sheet -> getTranslation("upload.read-from-sheet", sheet))
                .orElseGet(() -> getTranslation("upload.read-as", facts.encoding(), separator(facts)))));
        setVisible(read.isPresent());
    }

    private String separator(FileFacts facts) {
        return switch (facts.delimiter()) {
            case ';' -> getTranslation("upload.separator.semicolon");
            case '\t' -> getTranslation("upload.separator.tab");
            default -> getTranslation("upload.separator.comma");
        };
    }
}
