package learningmanager.home.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import learningmanager.admin.OrganisationService;
import learningmanager.admin.PeopleService;
import learningmanager.admin.ui.AdministrationNavigation;
import learningmanager.learner.LearnerService;
import learningmanager.learner.ui.MyLearningNavigation;
import learningmanager.program.CourseCreatorService;
import learningmanager.program.Program;
import learningmanager.program.ui.CardButton;
import learningmanager.program.ui.CourseCreatorNavigation;
import learningmanager.security.Permission;
import learningmanager.security.Reach;

/** What else is mine, beside learners to manage; takes no room where there is nothing. */
final class OtherPlaces extends Div {
    private final transient CourseCreatorService courses;
    private final transient OrganisationService organisations;
    private final transient PeopleService people;
    private final transient LearnerService learners;

    OtherPlaces(
            CourseCreatorService courses,
            OrganisationService organisations,
            PeopleService people,
            LearnerService learners) {
        this.courses = courses;
        this.organisations = organisations;
        this.people = people;
        this.learners = learners;
    }

    void show(Reach reach) {
        removeAll();
        UnorderedList cards = new UnorderedList();
        cards.addClassName("cards");
        if (reach.holds(Permission.COURSE_CREATOR)) {
            cards.add(new ListItem(courseCreator()));
        }
        if (reach.holds(Permission.PLATFORM_ADMINISTRATOR)) {
            cards.add(new ListItem(administration()));
        }
        int enrolments = learners.myLearning().size();
        if (enrolments > 0) {
            cards.add(new ListItem(new CardButton(getTranslation("my-learning.title"), MyLearningNavigation.MY_LEARNING)
                    .tell(getTranslation("my-learning.lead"))
                    .number(enrolments, getTranslation("charges.enrolments", enrolments))));
        }
        if (cards.getChildren().findAny().isPresent()) {
            add(new H2(getTranslation("home.other-places")), cards);
        }
    }

    private CardButton courseCreator() {
        List<Program> programs = courses.programs().stream()
                .filter(program -> !program.isArchived())
                .toList();
        int withoutCode = programs.stream().mapToInt(OtherPlaces::missingCodes).sum();
        CardButton card = new CardButton(
                        getTranslation("course-creator.title"), CourseCreatorNavigation.courseCreator())
                .tell(getTranslation("course-creator.lead"))
                .number(programs.size(), getTranslation("organisations.programs", programs.size()));
        return withoutCode == 0 ? card : card.number(withoutCode, getTranslation("home.codes-missing", withoutCode));
    }

    private static int missingCodes(Program program) {
        long runs = program.runs().stream()
                .filter(run -> !run.isArchived() && run.codeIfSet().isEmpty())
                .count();
        return (int) runs + (program.codeIfSet().isEmpty() ? 1 : 0);
    }

    private CardButton administration() {
        int organisationCount = organisations.all().size();
        int peopleCount = people.countPeople("", true);
        return new CardButton(getTranslation("administration.title"), AdministrationNavigation.ADMINISTRATION)
                .tell(getTranslation("home.administration"))
                .number(organisationCount, getTranslation("organisations.count", organisationCount))
                .number(peopleCount, getTranslation("people.count", peopleCount));
    }
}
