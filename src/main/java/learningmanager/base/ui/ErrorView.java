package learningmanager.base.ui;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** Where a page could not be shown for a reason that nobody expected: a reference, under which the log says more. */
@ParentLayout(MainLayout.class)
@AnonymousAllowed
class ErrorView extends SorryPage implements HasErrorParameter<Exception> {
    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        String reference = ErrorReference.log(parameter.getCaughtException());
        Span number = new Span(reference);
        number.addClassName("mono");
        sorry(
                getTranslation("error.title"),
                getTranslation("error.text"),
                new Paragraph(new Span(getTranslation("error.reference") + " "), number));
        return HttpStatusCode.INTERNAL_SERVER_ERROR.getCode();
    }
}
