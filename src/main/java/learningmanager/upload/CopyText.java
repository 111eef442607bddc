package learningmanager.upload;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import learningmanager.base.Id;
import org.jspecify.annotations.Nullable;

/** Rows in the text format of PostgreSQL's COPY (its manual, "COPY", File Formats). */
final class CopyText {
    private final StringBuilder rows = new StringBuilder(1 << 18);
    private boolean begun;

    CopyText number(long value) {
        next().append(value);
        return this;
    }

    CopyText id(Optional<? extends Id> id) {
        return text(id.map(known -> known.value().toString()).orElse(null));
    }

    CopyText text(@Nullable String value) {
        next();
        if (value == null) {
            rows.append("\\N");
            return this;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> rows.append("\\\\");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                case '\t' -> rows.append("\\t");
                default -> rows.append(c);
            }
        }
        return this;
    }

    private StringBuilder next() {
        if (begun) {
            rows.append('\t');
        }
        begun = true;
        return rows;
    }

    void endRow() {
        rows.append('\n');
        begun = false;
    }

    InputStream stream() {
        return new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8));
    }
}
