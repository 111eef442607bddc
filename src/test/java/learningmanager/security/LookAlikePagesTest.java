package learningmanager.security;

import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.provider.HasDataView;
import com.vaadin.flow.data.provider.Query;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** No page, none of its lists and nothing to be chosen there has anything of another organisation that looks like one's own. */
class LookAlikePagesTest extends ViewTest {
    private static final List<Person> PEOPLE =
            List.of(Person.MANAGER, Person.COLLEAGUE, Person.CREATOR, Person.PROGRAM_ADMIN, Person.LEARNER);

    private static final int ALL = 1_000;

    @Autowired
    ApplicationContext context;

    @Test
    void every_page_shows_the_same_with_and_without_them_and_nothing_of_theirs() throws IOException {
        Scene scene = new Scene(context);
        Map<String, String> before = pages(scene);

        Set<String> secrets = new LookAlikes(context).secrets();

        pages(scene).forEach((page, shown) -> {
            assertThat(secrets).as(page).noneMatch(shown::contains);
            if (page.endsWith(" /")) {
                assertThat(shown).as(page).isEqualTo(before.get(page));
            }
        });
    }

    private Map<String, String> pages(Scene scene) {
        Map<String, String> pages = new TreeMap<>();
        for (Person person : PEOPLE) {
            signIn(person.email());
            for (String route : WhoMaySeeWhichPageTest.routes().keySet()) {
                for (String tab : route.endsWith(":run") ? List.of("", "?tab=invitations") : List.of("")) {
                    String address = WhoMaySeeWhichPageTest.address(route, scene) + tab;
                    open(address);
                    pages.put(person + " /" + address, text() + lists());
                }
            }
            open("uploads/" + scene.sent);
            pages.put(person + " – sent", text() + lists());
        }
        return pages;
    }

    /** What is in the grids, and what there is to be chosen. */
    @SuppressWarnings("unchecked")
    private static String lists() {
        Stream<Object> rows = _find(Grid.class).stream()
                .flatMap(grid -> grid.getDataProvider().fetch(new Query<>(0, ALL, null, null, null)));
        Stream<Object> choices = Stream.of(ComboBox.class, MultiSelectComboBox.class, Select.class)
                .flatMap(type -> _find(type).stream())
                .flatMap(field ->
                        ((HasDataView<Object, ?, ?>) field).getGenericDataView().getItems());
        return Stream.concat(rows, choices).map(String::valueOf).collect(Collectors.joining("\n"));
    }
}
