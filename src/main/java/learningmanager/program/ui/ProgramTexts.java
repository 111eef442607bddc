package learningmanager.program.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import learningmanager.base.Code;
import learningmanager.base.UtcTexts;
import learningmanager.program.Program;
import learningmanager.program.ProgramKind;
import learningmanager.program.ProgramRun;

/** Programs and runs in words, the same on every page. */
public final class ProgramTexts {
    private static final DateTimeFormatter DAY_AND_MONTH = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private ProgramTexts() {}

    public static String kind(Component page, Program program) {
        return kind(page, program.kind());
    }

    static String kind(Component page, ProgramKind kind) {
        return switch (kind) {
            case MICROCREDENTIAL -> page.getTranslation("program.kind.microcredential");
            case DEGREE -> page.getTranslation("program.kind.degree");
        };
    }

    /** BSc Computing – degree */
    public static String titleAndKind(Component page, Program program) {
        return switch (program.kind()) {
            case MICROCREDENTIAL -> page.getTranslation("program.titled.microcredential", program.title());
            case DEGREE -> page.getTranslation("program.titled.degree", program.title());
        };
    }

    /** 1 Mar – 30 May 2027 */
    public static String dates(LocalDate startsOn, LocalDate endsOn) {
        String start =
                startsOn.getYear() == endsOn.getYear() ? DAY_AND_MONTH.format(startsOn) : UtcTexts.date(startsOn);
        return start + " – " + UtcTexts.date(endsOn);
    }

    public static String dates(ProgramRun run) {
        return dates(run.startsOn(), run.endsOn());
    }

    public static String archived(Component page) {
        return page.getTranslation("course-creator.archived");
    }

    public static String state(Component page, ProgramRun run) {
        return run.open() ? page.getTranslation("run.open") : page.getTranslation("run.closed");
    }

    /** The code as it was set, or that there is none. */
    public static Span code(Component page, java.util.Optional<Code> code) {
        Span shown = new Span(code.map(Code::text).orElseGet(() -> page.getTranslation("program.no-code")));
        shown.addClassName(code.isPresent() ? "mono" : "missing");
        return shown;
    }
}
