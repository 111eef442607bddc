package learningmanager.invitation.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import learningmanager.base.Id;
import learningmanager.base.NotFoundException;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.invitation.NewLinkRequest;
import learningmanager.program.RunScope;

/** Where learners are invited and enrolled. */
public final class InvitationNavigation {
    /** The page that asks what to do. */
    public static final String CHOICE = "invite";

    /** The form for one learner. */
    public static final String INVITE = "invite/learners";

    static final String DEGREE = "invite/degree";

    /** What a personal link's address begins with; its token follows. */
    static final String ACCEPT = "accept";

    private static final String PROGRAM = "program";
    private static final String RUN = "run";
    private static final String LEARNER = "learner";
    private static final String EMAIL = "email";

    private InvitationNavigation() {}

    /** Fills the form with what the learner had been invited to. */
    public static QueryParameters prefilled(NewLinkRequest request) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        parameters.put(PROGRAM, List.of(request.program().toString()));
        if (!request.runs().isEmpty()) {
            parameters.put(
                    RUN, request.runs().stream().map(ProgramRunId::toString).toList());
        }
        parameters.put(LEARNER, List.of(request.externalLearnerId()));
        request.email().ifPresent(email -> parameters.put(EMAIL, List.of(email)));
        return new QueryParameters(parameters);
    }

    /** Where a personal link leads, within this installation. */
    static String accept(String token) {
        return "/" + ACCEPT + "/" + token;
    }

    /** The token, where that is what an address within this installation leads to. */
    public static Optional<String> tokenIn(String address) {
        String link = accept("");
        return address.startsWith(link) ? Optional.of(address.substring(link.length())) : Optional.empty();
    }

    /** Goes to the form, filled with the program and run. */
    static void invite(RunScope scope) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        parameters.put(PROGRAM, List.of(scope.program().toString()));
        scope.run().ifPresent(run -> parameters.put(RUN, List.of(run.toString())));
        UI.getCurrent().navigate(INVITE, new QueryParameters(parameters));
    }

    static List<ProgramId> program(QueryParameters parameters) {
        return ids(parameters, PROGRAM).stream().map(ProgramId::new).toList();
    }

    static Set<ProgramRunId> runs(QueryParameters parameters) {
        return ids(parameters, RUN).stream().map(ProgramRunId::new).collect(Collectors.toSet());
    }

    static String learner(QueryParameters parameters) {
        return parameters.getSingleParameter(LEARNER).orElse("");
    }

    static String email(QueryParameters parameters) {
        return parameters.getSingleParameter(EMAIL).orElse("");
    }

    private static List<java.util.UUID> ids(QueryParameters parameters, String name) {
        List<java.util.UUID> ids = new ArrayList<>();
        for (String text : parameters.getParameters(name)) {
            ids.add(Id.parse(text, ProgramId::new)
                    .orElseThrow(() -> new NotFoundException(name))
                    .value());
        }
        return ids;
    }
}
