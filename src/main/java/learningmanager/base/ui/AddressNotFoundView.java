package learningmanager.base.ui;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** The same page as {@link NotFoundView}, for addresses that no view has, or none that this person may see. */
@ParentLayout(MainLayout.class)
@AnonymousAllowed
class AddressNotFoundView extends SorryPage implements HasErrorParameter<NotFoundException> {
    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        return NotFoundView.notFound(this);
    }
}
