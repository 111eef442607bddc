package learningmanager.learner.ui;

import static com.github.mvysny.kaributesting.v10.DownloadKt._download;
import static com.github.mvysny.kaributesting.v10.GridKt._size;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.GridKt;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.SortDirection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import learningmanager.base.ui.CsvDownload;
import learningmanager.base.ui.PagedGrid;
import learningmanager.learner.EnrolledLearner;
import learningmanager.program.Program;
import learningmanager.testing.Invite;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SPEC 7, "Learners". */
class LearnersTabTest extends ViewTest {
    @Autowired
    Invite invite;

    @Autowired
    JdbcClient jdbc;

    private String allRuns = "";

    @BeforeEach
    void two_are_enrolled_beside_the_samples_one() {
        signIn("manager@example.org");
        Program program = invite.program("Data Analytics");
        allRuns = "programs/" + program.id() + "/runs/all";
        enrol("EU-2001", "LINK", "DATA-ANALYTICS-2");
        enrol("EU-2002", "INVITATION", "DATA-ANALYTICS-1");
        open(allRuns);
    }

    @Test
    void a_filter_leads_to_those_who_came_in_one_way_and_tells_how_many_they_are() {
        assertThat(text()).contains("All\n 3", "accepted an invitation\n 1", "enrolled by a manager\n 1");
        assertThat(learners()).containsExactly("EU-2002", "EU-2001", "EU-1001");

        press("accepted by a link");
        assertThat(whatIsKeptInTheAddress()).contains("how=link");
        assertThat(learners()).containsExactly("EU-2001");
        assertThat(text()).contains("All\n 3");
        _setValue(search(), "EU-2002");
        assertThat(text()).contains("Nothing found", "Change the search, or choose another filter.", "All\n 1");

        open("");
        open(allRuns + "?how=invitation&search=eu-2");
        assertThat(learners()).containsExactly("EU-2002");
        assertThat(button("accepted an invitation").getElement().getAttribute("aria-pressed"))
                .isEqualTo("true");
    }

    @Test
    void the_runs_of_a_program_sort_by_name() {
        PagedGrid<EnrolledLearner> grid = grid();
        grid.sort(List.of(new GridSortOrder<>(
                grid.getColumns().stream()
                        .filter(column -> "Run".equals(column.getHeaderText()))
                        .findFirst()
                        .orElseThrow(),
                SortDirection.DESCENDING)));

        assertThat(whatIsKeptInTheAddress()).contains("sort=-run");
        assertThat(learners()).containsExactly("EU-2001", "EU-2002", "EU-1001");
        open("");
        open(allRuns + "?sort=run");
        assertThat(learners()).containsExactly("EU-1001", "EU-2002", "EU-2001");
    }

    @Test
    void the_file_has_those_who_are_shown() {
        press("accepted an invitation");
        assertThat(new String(_download(_get(CsvDownload.class)), StandardCharsets.UTF_8))
                .contains("EU-2002")
                .doesNotContain("EU-2001");
    }

    private void enrol(String externalLearnerId, String how, String run) {
        invite.learner(externalLearnerId, externalLearnerId + "@example.com", "Data Analytics", run);
        jdbc.sql("""
                        insert into enrolment (id, learner_id, program_id, run_id, enrolled_at, how, enrolled_by)
                        select uuidv7(), l.id, r.program_id, r.id, current_timestamp, :how, g.account_id
                        from learner l, program_run r, permission_grant g
                        where l.external_learner_id = :learner and r.code = :run
                        order by g.id fetch first 1 row only""")
                .param("how", how)
                .param("run", run)
                .param("learner", externalLearnerId)
                .update();
    }

    private static List<String> learners() {
        PagedGrid<EnrolledLearner> grid = grid();
        return IntStream.range(0, _size(grid))
                .mapToObj(row -> GridKt._get(grid, row).externalLearnerId())
                .toList();
    }

    private static TextField search() {
        return _get(TextField.class, spec -> spec.withPlaceholder("Search learner ID, name or e-mail"));
    }

    private static String whatIsKeptInTheAddress() {
        return UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations().stream()
                .map(pending -> pending.getInvocation().getParameters().toString())
                .toList()
                .toString();
    }

    @SuppressWarnings("unchecked")
    private static PagedGrid<EnrolledLearner> grid() {
        return _find(PagedGrid.class).getFirst();
    }
}
