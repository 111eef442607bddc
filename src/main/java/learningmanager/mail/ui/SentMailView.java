package learningmanager.mail.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.Page;
import learningmanager.base.ui.PagedGrid;
import learningmanager.base.ui.UtcTime;
import learningmanager.mail.CaughtMail;
import learningmanager.mail.MailCatcher;

/** "Sent mail": what would have gone out, for everybody who is signed in, while the built-in catcher runs. */
@Route("sent-mail")
@Menu(order = 90, title = "menu.sent-mail")
@PermitAll
class SentMailView extends Page {
    /** On a narrow page the mail opens below the list, where nobody would see it. */
    private static final String SHOW = """
            if (this.getBoundingClientRect().top > window.innerHeight / 2) {
              this.scrollIntoView({block: 'start'});
            }
            """;

    private final MailCatcher catcher;
    private List<CaughtMail> newestFirst = List.of();

    private final PagedGrid<CaughtMail> list = new PagedGrid<>(
            getTranslation("mail.sent.list"),
            (offset, limit) -> newestFirst.stream().skip(offset).limit(limit).toList(),
            () -> newestFirst.size(),
            CaughtMail::number);
    private final Div reading = new Div();
    private final Div panes = new Div(list, reading);
    private final EmptyState empty =
            new EmptyState(getTranslation("mail.sent.empty.title"), getTranslation("mail.sent.empty.text"));

    SentMailView(MailCatcher catcher) {
        super("sent-mail");
        this.catcher = catcher;
        heading(getTranslation("mail.sent.title"));
        lead(getTranslation("mail.sent.intro", MailCatcher.KEPT));

        Button refresh =
                new Button(getTranslation("mail.sent.refresh"), VaadinIcon.REFRESH.create(), click -> refresh());
        refresh.addThemeVariants(ButtonVariant.TERTIARY);
        refresh.addClassName("sent-mail-refresh");

        list.addClassName("sent-mail-list");
        list.setSelectionMode(Grid.SelectionMode.SINGLE);
        list.addFirst(getTranslation("mail.sent.mail"), SentMailView::mail).setWidth("12rem");
        list.addFolding(getTranslation("mail.sent.at"), mail -> new UtcTime(mail.at()))
                .setWidth("7rem")
                .setFlexGrow(0);
        list.asSingleSelect().addValueChangeListener(chosen -> read(Optional.ofNullable(chosen.getValue())));

        panes.addClassName("sent-mail-panes");
        reading.addClassName("sent-mail-reading");
        read(Optional.empty());
        add(refresh, panes, empty);
        refresh();
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        AtomicBoolean due = new AtomicBoolean();
        SerializableRunnable follow = attached.getUI()
                .accessLater(
                        () -> {
                            due.set(false);
                            refresh();
                        },
                        () -> {});
        // Once for all that arrive until the page gets its turn: a batch brings thousands.
        Runnable end = catcher.onArrival(() -> {
            if (due.compareAndSet(false, true)) {
                follow.run();
            }
        });
        addDetachListener(detached -> {
            end.run();
            detached.unregisterListener();
        });
        refresh();
    }

    private static Div mail(CaughtMail mail) {
        Div to = new Div(mail.to());
        to.addClassName("soft");
        return new Div(new Div(mail.subject()), to);
    }

    private void refresh() {
        newestFirst = catcher.messages();
        list.getDataProvider().refreshAll();
        panes.setVisible(!newestFirst.isEmpty());
        empty.setVisible(newestFirst.isEmpty());
    }

    private void read(Optional<CaughtMail> mail) {
        reading.removeAll();
        mail.ifPresentOrElse(
                chosen -> {
                    reading.add(new CaughtMailPane(chosen));
                    reading.getElement().executeJs(SHOW);
                },
                () -> reading.add(new Paragraph(getTranslation("mail.sent.choose"))));
    }
}
