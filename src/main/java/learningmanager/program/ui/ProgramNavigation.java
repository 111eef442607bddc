package learningmanager.program.ui;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import learningmanager.base.Id;
import learningmanager.base.ProgramId;
import learningmanager.program.RunScope;

/** Where the pages of programs and runs are. */
public final class ProgramNavigation {
    /** Stands in an address for "All runs". */
    static final String ALL = "all";

    private ProgramNavigation() {}

    /** The page of the program's runs. */
    public static String program(ProgramId program) {
        return "programs/" + program;
    }

    /** The page of the run's invitations. */
    public static String invitations(RunScope scope) {
        return run(scope) + "?" + RunView.TAB + "=" + RunView.INVITATIONS;
    }

    /** The page of the run's invitations of exactly this learner ID. */
    public static String invitationsOf(RunScope scope, String learnerId) {
        return invitations(scope) + "&learner=" + URLEncoder.encode(learnerId, StandardCharsets.UTF_8);
    }

    /** The page of a program's pending invitations whose mails failed or bounced. */
    public static String undelivered(ProgramId program) {
        return invitations(RunScope.allRuns(program)) + "&status=pending&delivery=failed";
    }

    /** The page of the run's learners and invitations. */
    public static String run(RunScope scope) {
        return program(scope.program()) + "/runs/"
                + scope.run().map(Id::value).map(String::valueOf).orElse(ALL);
    }
}
