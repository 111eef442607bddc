package learningmanager.base.ui;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import learningmanager.base.NotFoundException;

/** Says that a thing is not there. Whether it is not, or is not for the person who asks, it does not say. */
@ParentLayout(MainLayout.class)
@AnonymousAllowed
class NotFoundView extends SorryPage implements HasErrorParameter<NotFoundException> {
    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        return notFound(this);
    }

    static int notFound(SorryPage page) {
        page.sorry(page.getTranslation("not-found.title"), page.getTranslation("not-found.text"));
        return HttpStatusCode.NOT_FOUND.getCode();
    }
}
