package learningmanager.invitation.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import learningmanager.base.EmailAddress;
import learningmanager.base.EmailDomain;
import learningmanager.base.ExpiryTime;
import learningmanager.base.ExternalLearnerId;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.Refusal;
import learningmanager.base.ui.FieldProblems;
import learningmanager.base.ui.Messages;
import learningmanager.base.ui.UtcDateTimeField;
import learningmanager.invitation.Holding;
import learningmanager.invitation.InvitationRequest;
import learningmanager.invitation.InviteField;
import learningmanager.program.Program;
import learningmanager.program.ui.ProgramTexts;

/** Who is invited to what, and until when. */
final class InviteForm extends Div {
    /** What a learner holds of a program, by place. */
    @FunctionalInterface
    interface Holdings {
        Map<UUID, Holding> of(ProgramId program, String learnerId);
    }

    private final ProgramField program;
    private final RunsField runs = new RunsField();
    private final TextField learnerId = new TextField(getTranslation("invite.form.learner-id"));
    private final TextField email = new TextField(getTranslation("invite.form.email"));
    private final UtcDateTimeField expiry = new UtcDateTimeField(getTranslation("invite.form.expiry"));

    private final FieldProblems<InviteField> problems = new FieldProblems<>(this);
    private final transient Clock clock;
    private final transient Holdings holdings;
    private final transient Map<OrganisationId, EmailDomain> usualDomains;

    /** @param usualDomains what learners' addresses usually end in, of the organisations that say so */
    InviteForm(List<Program> programs, Map<OrganisationId, EmailDomain> usualDomains, Clock clock, Holdings holdings) {
        this.usualDomains = usualDomains;
        this.clock = clock;
        this.holdings = holdings;
        addClassName("form");

        program = new ProgramField(
                getTranslation("invite.form.program"), programs, one -> ProgramTexts.titleAndKind(this, one));
        program.addValueChangeListener(change -> changeProgram());
        runs.addClassName("full");
        learnerId.setHelperText(getTranslation("invite.form.learner-id.hint"));
        learnerId.setRequiredIndicatorVisible(true);
        learnerId.setManualValidation(true);
        learnerId.addValueChangeListener(change -> changeLearner());
        email.setRequiredIndicatorVisible(true);
        email.setManualValidation(true);
        email.getElement().setAttribute("inputmode", "email");
        email.addValueChangeListener(change -> hintAtEmail());
        expiry.addClassName("full");
        expiry.setWarning(at ->
                new ExpiryTime(at).warning(clock.instant()).map(soon -> getTranslation("invite.form.expiry.soon")));
        expiry.setValue(usualExpiry(clock.instant()));

        problems.at(InviteField.RUNS, runs);
        problems.at(InviteField.LEARNER_ID, learnerId);
        problems.at(InviteField.EMAIL, email);
        problems.at(InviteField.EXPIRY, expiry);
        add(program, runs, learnerId, email, expiry);

        if (programs.size() == 1) {
            program.setValue(programs.getFirst());
        }
    }

    /** Four weeks after that, and then to the end of that day (UTC): one that a mail names is one to accept on. */
    static Instant usualExpiry(Instant after) {
        return after.plus(ExpiryTime.USUAL)
                .atOffset(ZoneOffset.UTC)
                .with(LocalTime.of(23, 59))
                .toInstant();
    }

    void fill(Program chosen, Set<ProgramRunId> chosenRuns, String learner, String address) {
        program.setValue(chosen);
        runs.choose(chosenRuns);
        learnerId.setValue(learner);
        email.setValue(address);
    }

    /** Offers these programs from now on; what else is filled in stays. */
    void offer(List<Program> programs) {
        Set<ProgramRunId> chosenRuns = runs.chosen();
        program.offer(programs);
        runs.choose(chosenRuns);
    }

    /** What was filled in; none without a program, which is told at its field. */
    Optional<InvitationRequest> request() {
        if (program.isEmpty()) {
            refuseWithoutProgram();
            return Optional.empty();
        }
        return Optional.of(new InvitationRequest(
                program.getValue().id(), runs.chosen(), learnerId.getValue(), email.getValue(), expiry.instant()));
    }

    /** What else is wrong is told at the same time. */
    private void refuseWithoutProgram() {
        Map<InviteField, Refusal> wrong = new EnumMap<>(InviteField.class);
        ExternalLearnerId.parse(learnerId.getValue())
                .whyNot()
                .ifPresent(refusal -> wrong.put(InviteField.LEARNER_ID, refusal));
        EmailAddress.parse(email.getValue()).whyNot().ifPresent(refusal -> wrong.put(InviteField.EMAIL, refusal));
        InvitationRequest.expiry(expiry.instant(), clock.instant())
                .whyNot()
                .ifPresent(refusal -> wrong.put(InviteField.EXPIRY, refusal));
        refuse(wrong);
        program.setErrorMessage(getTranslation("invite.form.program.missing"));
        program.setInvalid(true);
        program.focus();
    }

    /** Shows what is wrong at its field; what was typed stays. */
    void refuse(Map<InviteField, Refusal> wrong) {
        problems.show(wrong);
    }

    /** Ready for the next learner: program, runs and expiry stay. */
    void next() {
        problems.show(Map.of());
        learnerId.clear();
        email.clear();
        learnerId.focus();
    }

    /** The fields that Enter sends from. */
    TextField[] textFields() {
        return new TextField[] {learnerId, email};
    }

    private void changeProgram() {
        program.setInvalid(false);
        Optional<Program> chosen = program.getOptionalValue();
        runs.choicesOf(chosen);
        runs.setHelperText(chosen.map(one -> getTranslation(
                        one.isDegree() ? "invite.form.runs.hint.degree" : "invite.form.runs.hint.microcredential"))
                .orElse(""));
        hintAtEmail();
        markHeldRuns();
    }

    /** What to look at again in the address; else the whole one that is likely meant; else how they usually end. */
    private void hintAtEmail() {
        Optional<EmailDomain> usual = program.getOptionalValue().map(one -> usualDomains.get(one.organisationId()));
        email.setHelperText(EmailAddress.parse(email.getValue())
                .toOptional()
                .flatMap(EmailAddress::warning)
                .map(warning -> Messages.of(this, warning))
                .or(() -> usual.flatMap(domain -> domain.meant(email.getValue()))
                        .map(meant -> getTranslation("problem.email.no-at.suggestion", meant)))
                .or(() -> usual.map(domain -> getTranslation("invite.form.email.usually", domain)))
                .orElse(""));
    }

    private void changeLearner() {
        problems.forget(InviteField.RUNS, RunsField.PROBLEMS_OF_THE_LEARNER);
        markHeldRuns();
    }

    private void markHeldRuns() {
        program.getOptionalValue().ifPresent(chosen -> runs.mark(holdings.of(chosen.id(), learnerId.getValue())));
    }
}
