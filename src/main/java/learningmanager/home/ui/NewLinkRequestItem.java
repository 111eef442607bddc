package learningmanager.home.ui;

import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import java.util.function.Consumer;
import learningmanager.base.ui.UtcTime;
import learningmanager.invitation.NewLinkRequest;
import learningmanager.invitation.ui.InvitationNavigation;

/** A learner who asks for a new link, and what can be done about it. */
final class NewLinkRequestItem extends ListItem {
    NewLinkRequestItem(NewLinkRequest request, Consumer<NewLinkRequest> dismiss) {
        addClassName("request");
        Span learner = new Span(request.externalLearnerId());
        learner.addClassName("mono");
        Div who = new Div(
                learner,
                new Span(request.email().map(email -> " · " + email).orElse("") + " · " + request.programTitle()));
        Div when = new Div(new Text(getTranslation("home.request.asked") + " "), new UtcTime(request.askedAt()));
        when.addClassName("soft");

        Button again = new Button(
                getTranslation("home.request.again"),
                click ->
                        UI.getCurrent().navigate(InvitationNavigation.INVITE, InvitationNavigation.prefilled(request)));
        Button drop = new Button(getTranslation("home.request.dismiss"), click -> dismiss.accept(request));
        drop.addThemeVariants(ButtonVariant.TERTIARY);
        Div actions = new Div(again, drop);
        actions.addClassName("request-actions");
        add(new Div(who, when), actions);
    }
}
