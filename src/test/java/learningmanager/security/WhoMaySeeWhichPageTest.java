package learningmanager.security;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Each page opened by each person, at an address of what is Example University's, against {@code who-may-do-what/pages.txt}. A route
 * that is not in the table fails the test. The cells: page; not found; sign in; or where one is led on to.
 */
class WhoMaySeeWhichPageTest extends ViewTest {
    @Autowired
    ApplicationContext context;

    @Test
    void every_page_opens_for_each_person_as_the_table_says() throws IOException {
        Scene scene = new Scene(context);
        Map<String, Class<?>> routes = routes();
        Map<String, List<String>> cells = new TreeMap<>();
        for (Person person : Person.values()) {
            if (!person.email().isEmpty()) {
                signIn(person.email());
            }
            routes.forEach((route, view) -> {
                add(cells, route, person, view, address(route, scene));
                if (route.contains(":upload")) {
                    add(cells, route + " – sent", person, view, route.replace(":upload", scene.sent.toString()));
                }
            });
        }
        PermissionTable table = new PermissionTable("pages.txt");
        cells.forEach((route, row) -> table.add("/" + route, row));
        table.compare();
    }

    private void add(Map<String, List<String>> cells, String row, Person person, Class<?> view, String address) {
        cells.computeIfAbsent(row, added -> new ArrayList<>())
                .add(person.email().isEmpty() ? withoutSignIn(view) : seen(address));
    }

    /** What {@code OverHttpTest} shows over HTTP: without a sign-in, pages that do not allow it lead to the sign-in page. */
    private static String withoutSignIn(Class<?> view) {
        return view.isAnnotationPresent(AnonymousAllowed.class) ? "page" : "sign in";
    }

    private String seen(String address) {
        open(address);
        if (text().contains("There is nothing at this address")) {
            return "not found";
        }
        return address().equals(address) ? "page" : "/" + address();
    }

    static String address(String route, Scene scene) {
        return route.replace(":program", scene.degree.id().toString())
                .replace(":run", scene.run.id().toString())
                .replace(":upload", scene.draft.toString())
                .replace(":import", scene.courseImport.toString())
                .replace(":organisation", scene.degree.organisationId().toString())
                .replace(":person", scene.manager.id().toString())
                .replace(":learner", scene.learner.toString())
                .replace(":token", scene.token);
    }

    static Map<String, Class<?>> routes() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(Route.class));
        Map<String, Class<?>> routes = new TreeMap<>();
        scan.findCandidateComponents("learningmanager").forEach(found -> {
            Class<? extends Component> view = ClassUtils.resolveClassName(
                            String.valueOf(found.getBeanClassName()), null)
                    .asSubclass(Component.class);
            routes.put(view.getAnnotation(Route.class).value(), view);
        });
        return routes;
    }
}
