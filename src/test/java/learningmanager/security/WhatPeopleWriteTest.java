package learningmanager.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import learningmanager.account.AccountLinkService;
import learningmanager.admin.Inviting;
import learningmanager.admin.OrganisationFacts;
import learningmanager.admin.OrganisationSaving;
import learningmanager.admin.OrganisationService;
import learningmanager.admin.PeopleService;
import learningmanager.base.InvitationId;
import learningmanager.invitation.CorrectionService;
import learningmanager.invitation.EmailCorrection;
import learningmanager.invitation.InvitationRequest;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.Sending;
import learningmanager.learner.ChargeService;
import learningmanager.learner.CorrectionFacts;
import learningmanager.mail.Mail;
import learningmanager.program.CourseCreatorService;
import learningmanager.program.CourseSaving;
import learningmanager.program.Program;
import learningmanager.program.ProgramFacts;
import learningmanager.program.ProgramKind;
import learningmanager.program.RunFacts;
import learningmanager.testing.Invite;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every text that people can write, for others to read (ADR 15): what is not seen is refused, and what looks like markup is text. */
@ServiceTest
class WhatPeopleWriteTest {
    /** What no ordinary text is taken for. */
    private static final Set<String> ADDRESSES_AND_DAYS = Set.of(
            "e-mail", "reply-to", "reminder days", "e-mail domain", "new address of an invitation", "own new address");

    private static final String SCRIPT = "<script>alert(1)</script>";

    @Autowired
    CourseCreatorService courses;

    @Autowired
    InvitationService invitations;

    @Autowired
    OrganisationService organisations;

    @Autowired
    PeopleService people;

    @Autowired
    ChargeService charges;

    @Autowired
    Invite invite;

    @Autowired
    CorrectionService corrections;

    @Autowired
    AccountLinkService links;

    private Program degree;
    private InvitationId invited;

    @BeforeEach
    void there_is_a_program() {
        SignIn.as("manager@example.org");
        degree = invite.program("BSc Computing");
        invited = invite.learner("EU-8001", "lou@example.com", "BSc Computing", "BSC-COMPUTING-2027A")
                .invitation();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u202Eb",
                "a\u2066b",
                "a\u200Fb",
                "a\u200Bb",
                "a\u00ADb",
                "a\u0000b",
                "a\u0007b",
                "a\nb",
                "a\rb",
                "a\u2028b",
                "\u3164",
                "a\u034Fb",
                "a\uFFA0b",
                "a\u2800b",
                "a\uDB40\uDD00b"
            })
    void what_nobody_sees_is_refused_in_every_field(String text) {
        assertThat(fields())
                .allSatisfy((field, refuses) ->
                        assertThat(refuses.test(text)).as(field).isTrue());
    }

    @Test
    void what_can_be_seen_is_taken_so_that_the_test_above_is_none_of_refusing_everything() {
        assertThat(fields())
                .allSatisfy((field, refuses) ->
                        assertThat(refuses.test("a.b")).as(field).isEqualTo(ADDRESSES_AND_DAYS.contains(field)));
    }

    private Map<String, Predicate<String>> fields() {
        Map<String, Predicate<String>> fields = new LinkedHashMap<>();
        fields.put("program title", text -> program(text, ""));
        fields.put("program code", text -> program("A title", text));
        fields.put("run name", text -> run(text, ""));
        fields.put("run code", text -> run("A name", text));
        fields.put("learner ID", text -> invitation(text, "lea@example.com"));
        fields.put("e-mail", text -> invitation("EU-7777", text));
        fields.put("organisation", text -> organisation(text, ""));
        fields.put("sender name", text -> organisation("A name", text));
        fields.put("reply-to", text -> organisation(new OrganisationFacts("A name", "", text, "", "")));
        fields.put("reminder days", text -> organisation(new OrganisationFacts("A name", "", "", text, "")));
        fields.put("e-mail domain", text -> organisation(new OrganisationFacts("A name", "", "", "", text)));
        fields.put(
                "new address of an invitation",
                text -> as(
                        "manager@example.org",
                        () -> corrections.correctEmail(invited, text) instanceof EmailCorrection.Refused));
        fields.put(
                "own new address",
                text -> as(
                        "manager@example.org",
                        () -> links.changeEmail(text, "learning-manager").containsKey(AccountField.EMAIL)));
        fields.put(
                "invited person",
                text -> as(
                        "admin@example.org", () -> people.invite(text, "lea@example.com") instanceof Inviting.Refused));
        fields.put("own name", text -> AccountService.refusalOfName(text).isPresent());
        fields.put(
                "reason of a correction",
                text -> as(
                        "admin@example.org",
                        () -> !charges.correct(new CorrectionFacts(
                                        Optional.of(degree.id()), Optional.empty(), YearMonth.now(), "1", "EUR", text))
                                .isEmpty()));
        return fields;
    }

    private boolean program(String title, String code) {
        return as(
                "manager@example.org",
                () -> courses.add(degree.organisationId(), new ProgramFacts(title, ProgramKind.DEGREE, code))
                        instanceof CourseSaving.Refused);
    }

    private boolean run(String name, String code) {
        Optional<LocalDate> day = Optional.of(LocalDate.of(2047, 3, 1));
        return as(
                "manager@example.org",
                () -> courses.addRun(degree.id(), new RunFacts(name, day, day, true, code))
                        instanceof CourseSaving.Refused);
    }

    private boolean invitation(String learnerId, String email) {
        return as(
                "manager@example.org",
                () -> invitations.send(request(degree, learnerId, email)) instanceof Sending.Refused);
    }

    private boolean organisation(String name, String senderName) {
        return organisation(new OrganisationFacts(name, senderName, "", "", ""));
    }

    private boolean organisation(OrganisationFacts facts) {
        return as("admin@example.org", () -> organisations.add(facts) instanceof OrganisationSaving.Refused);
    }

    /** What somebody, signed in, meets with. */
    private static boolean as(String email, BooleanSupplier refused) {
        SignIn.as(email);
        return refused.getAsBoolean();
    }

    @Test
    void what_looks_like_markup_is_text_in_a_mail() {
        Program program = ((CourseSaving.Saved)
                        courses.add(degree.organisationId(), new ProgramFacts(SCRIPT, ProgramKind.DEGREE, SCRIPT)))
                .program();
        Mail mail =
                invitations.preview(request(program, SCRIPT, "lea@example.com")).orElseThrow();
        assertThat(mail.html()).doesNotContain(SCRIPT).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(mail.subject()).contains(SCRIPT);
        assertThat(mail.text()).contains(SCRIPT);
    }

    private static InvitationRequest request(Program program, String learnerId, String email) {
        return new InvitationRequest(
                program.id(),
                Set.of(),
                learnerId,
                email,
                Optional.of(Instant.now().plus(Duration.ofDays(30))));
    }
}
