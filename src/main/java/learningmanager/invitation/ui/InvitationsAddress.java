package learningmanager.invitation.ui;

import com.vaadin.flow.router.QueryParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import learningmanager.base.ExternalLearnerId;
import learningmanager.base.ui.AddressWord;
import learningmanager.invitation.InvitationFilter;
import learningmanager.invitation.InvitationOrder;
import learningmanager.invitation.InvitationOrder.By;
import learningmanager.invitation.RunStatus;
import learningmanager.mail.DeliveryStatus;

/** What of an "Invitations" tab stands in the address, so that it can be kept as a bookmark. */
record InvitationsAddress(InvitationFilter filter, InvitationOrder order) {
    private static final String LEARNER = "learner";
    private static final String SEARCH = "search";
    private static final String STATUS = "status";
    private static final String DELIVERY = "delivery";
    private static final String SORT = "sort";

    /** What can't be read in it is left out. */
    static InvitationsAddress of(QueryParameters parameters) {
        return new InvitationsAddress(
                new InvitationFilter(
                        parameters
                                .getSingleParameter(LEARNER)
                                .flatMap(text -> ExternalLearnerId.parse(text).toOptional()),
                        parameters.getSingleParameter(SEARCH).orElse(""),
                        parameters
                                .getSingleParameter(STATUS)
                                .flatMap(word -> AddressWord.among(RunStatus.values(), word)),
                        parameters
                                .getSingleParameter(DELIVERY)
                                .flatMap(word -> AddressWord.among(DeliveryStatus.values(), word))),
                parameters
                        .getSingleParameter(SORT)
                        .flatMap(word -> AddressWord.sorted(By.values(), word, InvitationOrder::new))
                        .orElse(InvitationOrder.NEWEST_FIRST));
    }

    Map<String, List<String>> parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        filter.learner().ifPresent(learner -> parameters.put(LEARNER, List.of(learner.text())));
        if (!filter.search().isEmpty()) {
            parameters.put(SEARCH, List.of(filter.search()));
        }
        filter.status().ifPresent(status -> parameters.put(STATUS, List.of(AddressWord.of(status))));
        filter.delivery().ifPresent(delivery -> parameters.put(DELIVERY, List.of(AddressWord.of(delivery))));
        if (!order.equals(InvitationOrder.NEWEST_FIRST)) {
            parameters.put(SORT, List.of(AddressWord.sorted(order.by(), order.descending())));
        }
        return parameters;
    }
}
