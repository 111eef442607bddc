package learningmanager.security;

import java.util.Set;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramId;

/**
 * How far somebody's permissions go.
 *
 * @param organisations those whose learners they manage, on all programs
 * @param programs single programs whose learners they manage, beside those
 * @param courses the organisations whose programs and runs they edit
 * @param permissions the kinds of permission they hold, on whatever it is
 */
public record Reach(
        Set<OrganisationId> organisations,
        Set<ProgramId> programs,
        Set<OrganisationId> courses,
        Set<Permission> permissions) {
    static final Reach NOTHING = new Reach(Set.of(), Set.of(), Set.of(), Set.of());

    public Reach {
        organisations = Set.copyOf(organisations);
        programs = Set.copyOf(programs);
        courses = Set.copyOf(courses);
        permissions = Set.copyOf(permissions);
    }

    /** Whether any program's learners are theirs to manage. */
    public boolean managesLearners() {
        return !organisations.isEmpty() || !programs.isEmpty();
    }

    /** Whether they start from a home page, being learners' managers or seeing to several things; others start from the one thing. */
    public boolean hasHome() {
        return managesLearners() || (holds(Permission.COURSE_CREATOR) && holds(Permission.PLATFORM_ADMINISTRATOR));
    }

    /** Whether they hold this kind of permission, on whatever it is. */
    public boolean holds(Permission permission) {
        return permissions.contains(permission);
    }

    public boolean manages(OrganisationId organisation, ProgramId program) {
        return organisations.contains(organisation) || programs.contains(program);
    }
}
