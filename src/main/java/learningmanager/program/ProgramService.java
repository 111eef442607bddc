package learningmanager.program;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import learningmanager.base.AccountId;
import learningmanager.base.EmailDomain;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramId;
import learningmanager.security.Permissions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The programs whose learners I manage. What is not mine is not found. */
@Service
@Transactional(readOnly = true)
public class ProgramService {
    private final ProgramRepository programs;
    private final Permissions permissions;

    ProgramService(ProgramRepository programs, Permissions permissions) {
        this.programs = programs;
        this.permissions = permissions;
    }

    /** All of them, by title; none for somebody without a permission. */
    public List<Program> managed() {
        return permissions
                .whoIsSignedIn()
                .map(me -> programs.findManaged(me.id()))
                .orElse(List.of());
    }

    /** Those that new invitations can be for, by title: neither archived programs nor archived runs. */
    public List<Program> offered() {
        return offered(managed());
    }

    private static List<Program> offered(List<Program> all) {
        return all.stream()
                .filter(program -> !program.isArchived())
                .map(Program::offered)
                .toList();
    }

    /**
     * One of them.
     *
     * @throws NotFoundException when it is not there or not mine to manage
     */
    public Program managed(ProgramId id) {
        return permissions
                .whoIsSignedIn()
                .flatMap(me -> programs.findManaged(me.id(), id))
                .orElseThrow(() -> new NotFoundException("program " + id));
    }

    /**
     * The scope's program.
     *
     * @throws NotFoundException when the program is not mine to manage, or the run is none of its own
     */
    public Program managed(RunScope scope) {
        Program program = managed(scope.program());
        if (scope.run().isPresent() && program.run(scope.run().get()).isEmpty()) {
            throw new NotFoundException("run " + scope.run().get());
        }
        return program;
    }

    /** The organisations that I manage, be it one program of theirs, by name. */
    public List<Organisation> managedOrganisations() {
        return permissions
                .whoIsSignedIn()
                .map(me -> programs.findManagedOrganisations(me.id()))
                .orElse(List.of());
    }

    /** The programs and runs of one organisation that an account may invite to: for work that goes on without its person. */
    public List<Program> managedBy(AccountId account, OrganisationId organisation) {
        return offered(programs.findManaged(account)).stream()
                .filter(program -> program.organisationId().equals(organisation))
                .toList();
    }

    /** What learners' addresses usually end in, of those of my organisations that say so. */
    public Map<OrganisationId, EmailDomain> usualEmailDomains() {
        Map<OrganisationId, EmailDomain> domains = new HashMap<>();
        managedOrganisations()
                .forEach(organisation ->
                        organisation.usualDomain().ifPresent(domain -> domains.put(organisation.id(), domain)));
        return domains;
    }

    /** What learners' addresses usually end in at an organisation that the account may invite to; as for {@link #managedBy}. */
    public Optional<EmailDomain> usualEmailDomain(AccountId account, OrganisationId organisation) {
        return programs.findManagedOrganisations(account).stream()
                .filter(one -> one.id().equals(organisation))
                .findFirst()
                .flatMap(Organisation::usualDomain);
    }

    /** The name of an organisation of mine. */
    public Optional<String> organisationName(OrganisationId id) {
        return managedOrganisations().stream()
                .filter(organisation -> organisation.id().equals(id))
                .map(Organisation::name)
                .findFirst();
    }
}
