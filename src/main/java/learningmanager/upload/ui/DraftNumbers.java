package learningmanager.upload.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import learningmanager.base.UploadId;
import learningmanager.base.UtcTexts;
import learningmanager.base.ui.Background;
import learningmanager.base.ui.Numbers;
import learningmanager.learner.Money;
import learningmanager.upload.Outlook;
import learningmanager.upload.ReviewService;
import learningmanager.upload.Upload;

/** What sending a draft without errors would do, in numbers: those of many rows are counted while the page answers. */
final class DraftNumbers extends Div {
    /** So many rows are counted before anybody could notice. */
    static final int FEW = 5_000;

    private final transient ReviewService review;
    private transient Optional<Upload> draft = Optional.empty();
    private transient Optional<Outlook> outlook = Optional.empty();
    private boolean counting;

    private record Counted(Outlook outlook, List<Money> cost) {}

    DraftNumbers(ReviewService review) {
        this.review = review;
    }

    /** What was counted last; none where nothing is shown, or not yet. */
    Optional<Outlook> outlook() {
        return outlook;
    }

    void show(Upload shown) {
        draft = Optional.of(shown);
        outlook = Optional.empty();
        if (shown.rowCount() <= FEW) {
            tell(count(shown.id()));
        } else {
            say(getTranslation("review.counting"));
            countMany();
        }
    }

    void showNothing() {
        draft = Optional.empty();
        outlook = Optional.empty();
        removeAll();
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        countMany();
    }

    /** One count at a time: what changed meanwhile is counted after it. */
    private void countMany() {
        if (isAttached() && !counting && outlook.isEmpty()) {
            draft.ifPresent(this::countInBackground);
        }
    }

    private void countInBackground(Upload asked) {
        counting = true;
        Background.run(
                this,
                () -> count(asked.id()),
                counted -> {
                    counting = false;
                    if (draft.filter(now -> now.version() == asked.version()).isPresent()) {
                        tell(counted);
                    } else {
                        countMany();
                    }
                },
                () -> {
                    counting = false;
                    say(getTranslation("review.not-counted"));
                });
    }

    private Counted count(UploadId upload) {
        return new Counted(review.outlook(upload), review.cost(upload));
    }

    private void say(String text) {
        Paragraph said = new Paragraph(text);
        said.getElement().setAttribute("role", "status");
        removeAll();
        add(said);
    }

    private void tell(Counted counted) {
        outlook = Optional.of(counted.outlook());
        removeAll();
        add(numbers(counted.outlook()), expiry(counted.outlook()));
        if (!counted.cost().isEmpty()) {
            add(new Paragraph(getTranslation(
                    "review.cost", counted.cost().stream().map(Money::toString).collect(Collectors.joining(" + ")))));
        }
    }

    private Numbers numbers(Outlook outlook) {
        return new Numbers()
                .add(number(outlook.rows()), getTranslation("review.number.rows", outlook.rows()))
                .add(number(outlook.invitations()), getTranslation("review.number.invitations", outlook.invitations()))
                .add(number(outlook.learners()), getTranslation("review.number.learners", outlook.learners()))
                .add(number(outlook.emails()), getTranslation("review.number.emails", outlook.emails()))
                .add(
                        number(outlook.programs()) + " / " + number(outlook.runs()),
                        getTranslation("review.number.programs", outlook.programs(), outlook.runs()));
    }

    /** When they expire, as understood. */
    private Paragraph expiry(Outlook outlook) {
        String first = understood(outlook.firstExpiry(), outlook.now());
        return new Paragraph(
                outlook.firstExpiry().equals(outlook.lastExpiry())
                        ? getTranslation("review.expiry.all", first)
                        : getTranslation(
                                "review.expiry.between", first, understood(outlook.lastExpiry(), outlook.now())));
    }

    private String understood(Instant at, Instant now) {
        return getTranslation("review.expires", UtcTexts.spelled(at), UtcTexts.daysUntil(at, now));
    }

    private String number(int value) {
        return getTranslation("number", value);
    }
}
