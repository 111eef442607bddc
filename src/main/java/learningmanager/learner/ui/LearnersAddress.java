package learningmanager.learner.ui;

import com.vaadin.flow.router.QueryParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import learningmanager.base.ui.AddressWord;
import learningmanager.learner.EnrolmentHow;
import learningmanager.learner.LearnerFilter;
import learningmanager.learner.LearnerOrder;
import learningmanager.learner.LearnerOrder.By;

/** What of a "Learners" tab stands in the address, so that it can be kept as a bookmark. */
record LearnersAddress(LearnerFilter filter, LearnerOrder order) {
    private static final String SEARCH = "search";
    private static final String HOW = "how";
    private static final String SORT = "sort";

    /** What can't be read in it is left out. */
    static LearnersAddress of(QueryParameters parameters) {
        return new LearnersAddress(
                new LearnerFilter(
                        parameters.getSingleParameter(SEARCH).orElse(""),
                        parameters
                                .getSingleParameter(HOW)
                                .flatMap(word -> AddressWord.among(EnrolmentHow.values(), word))),
                parameters
                        .getSingleParameter(SORT)
                        .flatMap(word -> AddressWord.sorted(By.values(), word, LearnerOrder::new))
                        .orElse(LearnerOrder.NEWEST_FIRST));
    }

    Map<String, List<String>> parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (!filter.search().isEmpty()) {
            parameters.put(SEARCH, List.of(filter.search()));
        }
        filter.how().ifPresent(how -> parameters.put(HOW, List.of(AddressWord.of(how))));
        if (!order.equals(LearnerOrder.NEWEST_FIRST)) {
            parameters.put(SORT, List.of(AddressWord.sorted(order.by(), order.descending())));
        }
        return parameters;
    }
}
