package learningmanager.upload.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import learningmanager.base.UtcTexts;
import learningmanager.base.ui.Notice;
import learningmanager.upload.DateQuestion;
import learningmanager.upload.DateQuestion.Order;
import learningmanager.upload.FileComparison;
import learningmanager.upload.Outlook;
import learningmanager.upload.ProblemCount;
import learningmanager.upload.ReviewFilter;
import learningmanager.upload.ReviewService;
import learningmanager.upload.Upload;
import learningmanager.upload.UploadService;

/** Above the lines: what is wrong by kind of problem, or else what sending will do. */
final class ReviewSummary extends Div {
    /** A comparison of more kinds is opened by who wants it: the errors to put right come first. */
    private static final int KINDS_AT_ONCE = 4;

    private final transient UploadService uploads;
    private final transient ReviewService review;
    private final transient Consumer<ReviewFilter> show;
    private final transient BiConsumer<DateQuestion, Order> readDates;
    private final DraftNumbers numbers;

    ReviewSummary(
            UploadService uploads,
            ReviewService review,
            Consumer<ReviewFilter> show,
            BiConsumer<DateQuestion, Order> readDates) {
        this.uploads = uploads;
        this.review = review;
        this.show = show;
        this.readDates = readDates;
        this.numbers = new DraftNumbers(review);
    }

    /** How many invitations there will be; none while that is not counted. */
    Optional<Integer> invitations() {
        return numbers.outlook().map(Outlook::invitations);
    }

    /** @param leftOut how many rows are left out */
    void refresh(Upload upload, int leftOut) {
        removeAll();
        numbers.showNothing();
        review.comparison(upload.id()).ifPresent(comparison -> add(compared(comparison)));
        List<ProblemCount> kinds = review.problemsByKind(upload.id());
        uploads.sentBefore(upload.id())
                .ifPresent(at -> add(Notice.warning(
                        getTranslation("review.same-file", UtcTexts.brief(at)),
                        getTranslation("review.same-file.text"))));
        if (upload.hasErrors()) {
            review.dateQuestion(upload.id()).ifPresent(question -> add(asked(question)));
            add(errors(upload, kinds));
            if (kinds.stream().anyMatch(ProblemCount::warning)) {
                add(warnings(upload, kinds));
            }
        } else if (leftOut == upload.rowCount()) {
            add(Notice.warning(getTranslation("review.nothing"), getTranslation("review.nothing.text")));
        } else {
            add(lastLook(upload, kinds), numbers);
            numbers.show(upload);
        }
        if (leftOut > 0) {
            add(leftOut(leftOut));
        }
    }

    private Notice compared(FileComparison comparison) {
        Notice notice = Notice.info(
                getTranslation("review.compared", comparison.fixed(), comparison.still(), comparison.fresh()));
        UnorderedList list = new UnorderedList();
        list.addClassName("kinds");
        for (FileComparison.OfKind kind : comparison.changedKinds()) {
            String text = getTranslation(
                    "review.compared.kind",
                    getTranslation("problem." + kind.code() + ".kind"),
                    kind.fixed(),
                    kind.still(),
                    kind.fresh());
            list.add(new ListItem(
                    kind.still() + kind.fresh() > 0
                            ? leading(text, new ReviewFilter.Kind(kind.code()))
                            : new Span(text)));
        }
        if (list.getComponentCount() > KINDS_AT_ONCE) {
            notice.add(new Details(getTranslation("review.compared.by-kind"), list));
        } else if (list.getComponentCount() > 0) {
            notice.add(list);
        }
        return notice;
    }

    /** Asked once for all dates that can be read in two ways. */
    private Notice asked(DateQuestion question) {
        Div answers = new Div(
                new Button(
                        getTranslation("review.dates.day-first", question.dayFirst()),
                        click -> readDates.accept(question, Order.DAY_FIRST)),
                new Button(
                        getTranslation("review.dates.month-first", question.monthFirst()),
                        click -> readDates.accept(question, Order.MONTH_FIRST)));
        answers.addClassName("toolbar");
        return Notice.warning(getTranslation("review.dates", question.rows(), question.example()), answers);
    }

    private Notice errors(Upload upload, List<ProblemCount> kinds) {
        Notice notice = Notice.error(
                getTranslation("review.errors.title", upload.errorCount(), upload.errorRowCount(), upload.rowCount()));
        notice.add(
                new Paragraph(getTranslation("review.errors.next", upload.errorCount())),
                kindsOf(kinds.stream().filter(kind -> !kind.warning()).toList()));
        return notice;
    }

    private Notice warnings(Upload upload, List<ProblemCount> kinds) {
        Notice notice = Notice.warning(getTranslation("review.warnings", upload.warningCount()));
        notice.add(kindsOf(kinds.stream().filter(ProblemCount::warning).toList()));
        return notice;
    }

    private Notice lastLook(Upload upload, List<ProblemCount> kinds) {
        Notice notice = Notice.success(getTranslation("review.ready.title"), getTranslation("review.ready.text"));
        if (!kinds.isEmpty()) {
            notice.add(new Paragraph(getTranslation("review.warnings", upload.warningCount())), kindsOf(kinds));
        }
        return notice;
    }

    /** Each kind of problem with its count, leading to its rows. */
    private UnorderedList kindsOf(List<ProblemCount> kinds) {
        UnorderedList list = new UnorderedList();
        list.addClassName("kinds");
        for (ProblemCount problem : kinds) {
            String name = getTranslation("problem." + problem.code() + ".kind");
            ListItem item = new ListItem(leading(
                    getTranslation("review.kind", problem.count(), name), new ReviewFilter.Kind(problem.code())));
            item.addClassName(problem.warning() ? "warning" : "error");
            list.add(item);
        }
        return list;
    }

    private Paragraph leftOut(int rows) {
        return new Paragraph(leading(getTranslation("review.left-out", rows), new ReviewFilter.LeftOut()));
    }

    private Button leading(String text, ReviewFilter to) {
        Button button = new Button(text, click -> show.accept(to));
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.addClassName("kind");
        return button;
    }
}
