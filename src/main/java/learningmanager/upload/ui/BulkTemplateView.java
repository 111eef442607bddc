package learningmanager.upload.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import learningmanager.base.NotFoundException;
import learningmanager.base.ui.Page;
import learningmanager.csv.ui.FileSteps;
import learningmanager.csv.ui.TemplateDownload;
import learningmanager.program.ProgramService;
import learningmanager.program.ui.NoPrograms;
import learningmanager.security.ForManagers;
import learningmanager.security.Permissions;
import learningmanager.security.Reach;
import learningmanager.upload.csv.Column;

/** Step one: the template, what its columns want, and the codes to fill them with. */
@Route(BulkTemplateView.ADDRESS)
@PermitAll
@ForManagers
class BulkTemplateView extends Page implements BeforeEnterObserver {
    static final String ADDRESS = "invite/bulk";
    private static final String FILE_NAME = "invitations-template.csv";

    private final transient ProgramService programs;
    private final transient Permissions permissions;

    private final Div codes = new Div();

    BulkTemplateView(ProgramService programs, Permissions permissions) {
        this.programs = programs;
        this.permissions = permissions;
        trail(BulkTrail.of(this));
        heading(getTranslation("bulk.template.title"));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Reach reach = permissions.reach();
        if (!reach.managesLearners()) {
            throw new NotFoundException("bulk invitation for somebody who manages no program");
        }
        if (programs.managed().isEmpty()) {
            add(NoPrograms.told(this, reach));
            return;
        }
        Button next = new Button(
                getTranslation("bulk.template.continue"),
                click -> getUI().ifPresent(ui -> ui.navigate(UploadNavigation.chooseFile())));
        next.addThemeVariants(ButtonVariant.PRIMARY);
        Div actions =
                new Div(new TemplateDownload(getTranslation("bulk.template.download"), FILE_NAME, Column.ALL), next);
        actions.addClassName("toolbar");
        add(FileSteps.at(FileSteps.TEMPLATE, this), actions);
        add(new H2(getTranslation("bulk.template.columns")), columns());
        add(new H2(getTranslation("bulk.template.codes")), new Paragraph(getTranslation("bulk.template.codes.hint")));
        add(codes);
        codes.add(new ProgramCodes(programs.offered(), reach));
    }

    @Override
    protected void changedForWhoLooks() {
        codes.removeAll();
        codes.add(new ProgramCodes(programs.offered(), permissions.reach()));
    }

    private DescriptionList columns() {
        DescriptionList list = new DescriptionList();
        list.addClassName("facts");
        for (Column column : Column.values()) {
            list.add(
                    new DescriptionList.Term(new Code(column.heading())),
                    new DescriptionList.Description(
                            column == Column.EMAIL
                                    ? String.join(" ", emailColumn())
                                    : getTranslation("bulk.column." + column.heading())));
        }
        return list;
    }

    /** With what the addresses usually end in, where my organisations say so. */
    private List<String> emailColumn() {
        List<String> sentences = new ArrayList<>();
        sentences.add(getTranslation("bulk.column." + Column.EMAIL.heading()));
        programs.managedOrganisations()
                .forEach(organisation -> organisation
                        .usualDomain()
                        .ifPresent(domain ->
                                sentences.add(getTranslation("bulk.email.usually", organisation.name(), domain))));
        return sentences;
    }
}
