package learningmanager.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import learningmanager.audit.AuditAction;
import learningmanager.base.EmailDomain;
import learningmanager.base.InvitationId;
import learningmanager.base.NotFoundException;
import learningmanager.base.Parsed;
import learningmanager.base.Refusal;
import learningmanager.invitation.Correction.NotDone;
import learningmanager.invitation.Correction.Why;
import learningmanager.invitation.History.Event;
import learningmanager.mail.DeliveryStatus;
import learningmanager.program.RunScope;
import learningmanager.testing.AtOnce;
import learningmanager.testing.SignIn;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** SPEC 6 and 7: "Resend", "Extend expiry", "Correct e-mail" and "Cancel", on one and on many. */
class CorrectInvitationsTest extends InvitationTest {
    private static final String TWO = "DATA-ANALYTICS-2";

    @Autowired
    CorrectionService corrections;

    @Test
    void the_lines_chosen_are_canceled_and_no_others() {
        InvitationId first = inviteTo(TWO, "EU-2001");
        InvitationId second = inviteTo(TWO, "EU-2002");
        InvitationId other = inviteTo(TWO, "EU-2003");

        assertThat(corrections.cancel(two(), lines(first, second)))
                .isEqualTo(new Correction(2, 0, List.of(), Optional.empty()));

        assertThat(statuses(first, second, other))
                .containsExactly(RunStatus.CANCELED, RunStatus.CANCELED, RunStatus.PENDING);
        assertThat(mailAbout(first)).contains(DeliveryStatus.DROPPED);
        assertThat(mailAbout(other)).contains(DeliveryStatus.QUEUED);
        assertThat(acceptances.look(tokenOf(first))).isInstanceOf(Offer.Canceled.class);
        assertThat(sentInvitations.history(first).events()).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.CANCELED);
            assertThat(event.by()).contains(MANAGER);
        });
    }

    @Test
    void what_cannot_be_canceled_is_told_line_by_line_and_the_rest_is_done() {
        InvitationId accepted = inviteTo(TWO, "accepted");
        InvitationId declined = inviteTo(TWO, "declined");
        InvitationId canceled = inviteTo(TWO, "canceled");
        InvitationId expired = inviteTo(TWO, "expired");
        accept(accepted);
        acceptances.decline(tokenOf(declined));
        invitations.cancel(canceled, run(TWO).value());
        clock.advance(FOUR_WEEKS);
        InvitationId pending = inviteTo(TWO, "pending");

        Correction told = corrections.cancel(two(), lines(accepted, declined, canceled, expired, pending));

        assertThat(told.done()).isEqualTo(1);
        assertThat(told.notDone()).isEqualTo(4);
        assertThat(told.some())
                .extracting(NotDone::externalLearnerId, NotDone::why)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("accepted", Why.ACCEPTED),
                        org.assertj.core.groups.Tuple.tuple("canceled", Why.CANCELED),
                        org.assertj.core.groups.Tuple.tuple("declined", Why.DECLINED),
                        org.assertj.core.groups.Tuple.tuple("expired", Why.EXPIRED));
        assertThat(statuses(accepted, declined, canceled, pending))
                .containsExactly(RunStatus.ACCEPTED, RunStatus.DECLINED, RunStatus.CANCELED, RunStatus.CANCELED);
        assertThat(corrections
                        .resend(two(), lines(accepted, declined, canceled, expired))
                        .notDone())
                .isEqualTo(4);
        assertThat(extend(Duration.ofDays(90), accepted, declined, canceled, expired)
                        .notDone())
                .isEqualTo(4);
    }

    @Test
    void all_that_match_the_filter_are_canceled() {
        for (String learner : List.of("A-1", "A-2", "B-1")) {
            inviteTo(TWO, learner);
        }
        InvitationFilter filter = new InvitationFilter("a-", Optional.of(RunStatus.PENDING), Optional.empty());
        assertThat(corrections.cancel(two(), new Selection.AllMatching(filter)).done())
                .isEqualTo(2);
        assertThat(sentInvitations
                        .counts(two(), InvitationFilter.ALL)
                        .statuses()
                        .get(RunStatus.PENDING))
                .isEqualTo(1);
        assertThat(corrections.cancel(two(), new Selection.AllMatching(filter)))
                .isEqualTo(new Correction(0, 0, List.of(), Optional.empty()));
    }

    @Test
    void one_run_of_an_invitation_is_canceled_and_its_mail_stays_for_the_others() {
        InvitationId id =
                invite("BSc Computing", "EU-2001", "lea@example.com", "BSC-COMPUTING-2027A", "BSC-COMPUTING-2027B");
        UUID a = run("BSC-COMPUTING-2027A").value();
        RunScope scope = RunScope.of(program("BSc Computing").id(), run("BSC-COMPUTING-2027A"));

        corrections.cancel(scope, new Selection.AllMatching(InvitationFilter.ALL));
        assertThat(statusOf(id, a)).isEqualTo(RunStatus.CANCELED);
        assertThat(statusOf(id, run("BSC-COMPUTING-2027B").value())).isEqualTo(RunStatus.PENDING);
        assertThat(mailAbout(id)).contains(DeliveryStatus.QUEUED);

        corrections.cancel(
                RunScope.allRuns(program("BSc Computing").id()), new Selection.AllMatching(InvitationFilter.ALL));
        assertThat(mailAbout(id)).contains(DeliveryStatus.DROPPED);
    }

    @Test
    void what_is_not_of_the_run_or_not_mine_is_left_alone() {
        InvitationId one = inviteTo("DATA-ANALYTICS-1", "EU-2001");
        assertThat(corrections.cancel(
                        two(),
                        new Selection.Lines(List.of(new SentInvitation.Key(
                                one, run("DATA-ANALYTICS-1").value())))))
                .isEqualTo(new Correction(0, 0, List.of(), Optional.empty()));
        RunScope two = two();
        SignIn.as("institute@example.org");
        Selection all = new Selection.AllMatching(InvitationFilter.ALL);
        assertThatThrownBy(() -> corrections.cancel(two, all)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> corrections.resend(two, all)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() ->
                        corrections.extend(two, all, Optional.of(clock.instant().plus(FOUR_WEEKS))))
                .isInstanceOf(NotFoundException.class);
        EmailDomain domain = new EmailDomain("example.com");
        assertThatThrownBy(() -> corrections.correctDomain(two, all, domain, new EmailDomain("example.org")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> corrections.correctEmail(one, "lea@example.com"))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> sentInvitations.history(one)).isInstanceOf(NotFoundException.class);
        SignIn.as(MANAGER);
        assertThat(statusOf(one, run("DATA-ANALYTICS-1").value())).isEqualTo(RunStatus.PENDING);
    }

    @Test
    void a_mail_that_was_sent_or_failed_is_sent_again_with_the_same_link() {
        InvitationId sent = inviteTo(TWO, "EU-2001");
        InvitationId waiting = inviteTo(TWO, "EU-2002");
        String token = tokenOf(sent);
        mailOf(sent, "SENT");

        assertThat(corrections.resend(two(), lines(sent, waiting)))
                .satisfies(told -> assertThat(told.done()).isEqualTo(1))
                .satisfies(
                        told -> assertThat(told.some()).extracting(NotDone::why).containsExactly(Why.STILL_QUEUED));

        assertThat(sentInvitations.history(sent).mails())
                .extracting(History.SentMail::status)
                .containsExactly(DeliveryStatus.SENT, DeliveryStatus.QUEUED);
        assertThat(sentInvitations.history(waiting).mails()).hasSize(1);
        assertThat(tokenOf(sent)).isEqualTo(token);
        assertThat(sentInvitations.history(sent).events())
                .extracting(Event::action)
                .containsExactly(AuditAction.RESENT);
    }

    @Test
    void an_invitation_to_two_runs_is_one_mail_wherever_mails_are_counted() {
        InvitationId both =
                invite("BSc Computing", "EU-2001", "lea@example.com", "BSC-COMPUTING-2027A", "BSC-COMPUTING-2027B");
        mailOf(both, "BOUNCED");
        assertThat(sentInvitations.undelivered().values()).containsExactly(1);
        RunScope all = RunScope.allRuns(program("BSc Computing").id());
        InvitationCounts counts = sentInvitations.counts(all, InvitationFilter.ALL);
        assertThat(counts.of(DeliveryStatus.FAILED))
                .as("as its filter finds them")
                .isEqualTo(2);

        assertThat(corrections
                        .resend(all, new Selection.AllMatching(InvitationFilter.ALL))
                        .done())
                .isEqualTo(1);
    }

    @Test
    void a_link_that_was_handed_over_cannot_be_sent_again_but_holds_longer() {
        linkFor("EU-2001", "BSC-COMPUTING-2027A");
        RunScope all = RunScope.allRuns(program("BSc Computing").id());
        Selection everything = new Selection.AllMatching(InvitationFilter.ALL);
        assertThat(corrections.resend(all, everything).some())
                .extracting(NotDone::why)
                .containsExactly(Why.NO_EMAIL);
        assertThat(corrections
                        .extend(
                                all,
                                everything,
                                Optional.of(clock.instant().plus(FOUR_WEEKS).plus(FOUR_WEEKS)))
                        .orThrow()
                        .done())
                .isEqualTo(1);
    }

    @Test
    void an_invitation_holds_longer_and_never_shorter() {
        InvitationId shorter = inviteTo(TWO, "EU-2001");
        InvitationId longer = inviteTo(TWO, "EU-2002");
        Instant first = expiryOf(shorter);
        extend(Duration.ofDays(90), longer);
        Instant second = expiryOf(longer);

        Correction told = extend(Duration.ofDays(60), shorter, longer);

        assertThat(told.done()).isEqualTo(1);
        assertThat(told.some()).extracting(NotDone::why).containsExactly(Why.HOLDS_LONGER);
        assertThat(expiryOf(longer)).isEqualTo(second);
        assertThat(expiryOf(shorter)).isAfter(first).isBefore(second);
        assertThat(sentInvitations.history(shorter).events()).singleElement().satisfies(event -> {
            assertThat(event.was()).contains(new learningmanager.base.ExpiryTime(first).toString());
            assertThat(event.became()).contains(new learningmanager.base.ExpiryTime(expiryOf(shorter)).toString());
        });
        clock.set(first);
        assertThat(acceptances.look(tokenOf(shorter))).isInstanceOf(Offer.Open.class);
    }

    @Test
    void an_expiry_that_cannot_be_is_refused_before_anything_is_done() {
        inviteTo(TWO, "EU-2001");
        Selection all = new Selection.AllMatching(InvitationFilter.ALL);
        assertThat(corrections.extend(two(), all, Optional.empty())).isEqualTo(Parsed.wrong("expiry.not-chosen"));
        assertThat(corrections.extend(two(), all, Optional.of(clock.instant())).whyNot())
                .map(Refusal::code)
                .contains("expiry.past");
        assertThat(corrections
                        .extend(two(), all, Optional.of(clock.instant().plus(Duration.ofDays(6 * 366))))
                        .whyNot())
                .map(Refusal::code)
                .contains("expiry.too-far");
    }

    @Test
    void a_corrected_address_gets_a_mail_with_a_link_of_its_own_and_the_old_one_is_worthless() {
        InvitationId id = inviteTo(TWO, "EU-2001");
        String old = tokenOf(id);

        assertThat(corrections.correctEmail(id, " lea.new@example.com ")).isInstanceOf(EmailCorrection.Corrected.class);

        assertThat(acceptances.look(old)).isInstanceOf(Offer.NotValid.class);
        assertThat(acceptances.look(tokenOf(id))).isInstanceOf(Offer.Open.class);
        assertThat(sentInvitations.history(id).mails())
                .extracting(History.SentMail::recipient, History.SentMail::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("EU-2001@example.com", DeliveryStatus.DROPPED),
                        org.assertj.core.groups.Tuple.tuple("lea.new@example.com", DeliveryStatus.QUEUED));
        assertThat(sentInvitations.history(id).events()).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.EMAIL_CORRECTED);
            assertThat(event.was()).contains("EU-2001@example.com");
            assertThat(event.became()).contains("lea.new@example.com");
        });
    }

    @Test
    void a_wrong_domain_is_corrected_in_all_addresses_that_have_it() {
        InvitationId wrong = invite("Data Analytics", "EU-2001", "lea@Exmaple.com", TWO);
        InvitationId other = invite("Data Analytics", "EU-2002", "joe@example.com", TWO);
        InvitationId longest = invite("Data Analytics", "EU-2003", "l".repeat(64) + "@exmaple.com", TWO);
        InvitationId canceled = invite("Data Analytics", "EU-2004", "ana@exmaple.com", TWO);
        invitations.cancel(canceled, run(TWO).value());
        String old = tokenOf(wrong);
        mailOf(wrong, "BOUNCED");
        String label = "x".repeat(60);
        EmailDomain longDomain = new EmailDomain(label + "." + label + "." + label + ".example");

        assertThat(correctDomain("exmaple.com", longDomain.text()).some())
                .extracting(NotDone::externalLearnerId, NotDone::why)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("EU-2002", Why.OTHER_DOMAIN),
                        org.assertj.core.groups.Tuple.tuple("EU-2003", Why.EMAIL_TOO_LONG),
                        org.assertj.core.groups.Tuple.tuple("EU-2004", Why.CANCELED));
        Correction told = correctDomain(longDomain.text(), "example.com");

        assertThat(told.done()).isEqualTo(1);
        assertThat(acceptances.look(old)).isInstanceOf(Offer.NotValid.class);
        assertThat(acceptances.look(tokenOf(wrong))).isInstanceOf(Offer.Open.class);
        assertThat(sentInvitations.history(wrong).mails())
                .extracting(History.SentMail::recipient, History.SentMail::status)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("lea@Exmaple.com", DeliveryStatus.BOUNCED),
                        org.assertj.core.groups.Tuple.tuple("lea@example.com", DeliveryStatus.QUEUED));
        assertThat(sentInvitations.history(wrong).events())
                .extracting(Event::action, Event::was, Event::became)
                .contains(org.assertj.core.groups.Tuple.tuple(
                        AuditAction.EMAIL_CORRECTED,
                        Optional.of("lea@" + longDomain.text()),
                        Optional.of("lea@example.com")));
        assertThat(sentInvitations.history(other).mails()).hasSize(1);
        assertThat(sentInvitations.history(longest).mails()).hasSize(1);
        EmailDomain same = new EmailDomain("example.com");
        assertThat(corrections
                        .correctDomain(two(), new Selection.AllMatching(InvitationFilter.ALL), same, same)
                        .whyNot())
                .contains(Refusal.of("email-domain.same", "example.com"));
    }

    private Correction correctDomain(String wrong, String right) {
        return corrections
                .correctDomain(
                        two(),
                        new Selection.AllMatching(InvitationFilter.ALL),
                        new EmailDomain(wrong),
                        new EmailDomain(right))
                .orThrow();
    }

    @Test
    void an_address_is_not_corrected_where_that_makes_no_sense() {
        InvitationId id = inviteTo(TWO, "EU-2001");
        assertThat(corrections.correctEmail(id, "EU-2001@example.com"))
                .isEqualTo(new EmailCorrection.Refused(Refusal.of("email.same")));
        assertThat(corrections.correctEmail(id, "nonsense")).isInstanceOf(EmailCorrection.Refused.class);
        invitations.cancel(id, run(TWO).value());
        assertThat(corrections.correctEmail(id, "lea@example.com"))
                .isEqualTo(new EmailCorrection.NotPending(RunStatus.CANCELED));
        InvitationId expired = inviteTo(TWO, "EU-2002");
        clock.advance(FOUR_WEEKS);
        assertThat(corrections.correctEmail(expired, "lea@example.com"))
                .isEqualTo(new EmailCorrection.NotPending(RunStatus.EXPIRED));
        linkFor("EU-2003", "BSC-COMPUTING-2027A");
        InvitationId link = new InvitationId(jdbc.sql("select id from invitation where email is null")
                .query(UUID.class)
                .single());
        assertThat(corrections.correctEmail(link, "lea@example.com"))
                .isEqualTo(new EmailCorrection.Refused(Refusal.of("email.link-handed-over")));
    }

    @Test
    void nothing_stays_behind_of_what_was_chosen() {
        inviteTo(TWO, "EU-2001");
        corrections.cancel(two(), new Selection.AllMatching(InvitationFilter.ALL));
        assertThat(count("chosen_invitation")).isZero();
    }

    @Test
    void what_is_not_done_to_more_than_are_told_can_be_read_for_a_day() {
        int many = Correction.TOLD + 20;
        IntStream.range(0, many).forEach(n -> inviteTo(TWO, "EU-%04d".formatted(3_000 + n)));
        corrections.cancel(two(), new Selection.AllMatching(InvitationFilter.ALL));
        InvitationId pending = inviteTo(TWO, "EU-2001");

        Correction told = corrections.cancel(two(), new Selection.AllMatching(InvitationFilter.ALL));

        assertThat(told.done()).isEqualTo(1);
        assertThat(told.notDone()).isEqualTo(many);
        assertThat(told.some()).hasSize(Correction.TOLD);
        assertThat(statuses(pending)).containsExactly(RunStatus.CANCELED);
        UUID all = told.all().orElseThrow();
        assertThat(notDone(all))
                .hasSize(1 + many)
                .startsWith("learner_id,email,not_done_because", "EU-3000,EU-3000@example.com,CANCELED")
                .doesNotContain("EU-2001,EU-2001@example.com,CANCELED");
        RunScope two = two();
        SignIn.as("institute@example.org");
        assertThatThrownBy(() -> corrections.writeNotDone(
                        two,
                        all,
                        OutputStream.nullOutputStream(),
                        one -> one.why().name()))
                .isInstanceOf(NotFoundException.class);
        SignIn.as("manager@example.org");

        clock.advance(Duration.ofHours(23));
        assertThat(corrections.cleanUp()).isZero();
        clock.advance(Duration.ofHours(2));
        assertThat(corrections.cleanUp()).isEqualTo(many);
        assertThat(notDone(all)).hasSize(1);
    }

    private List<String> notDone(UUID all) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        corrections.writeNotDone(two(), all, out, one -> one.why().name());
        return out.toString(StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .lines()
                .toList();
    }

    private enum Deed {
        ACCEPT,
        CANCEL,
        EXTEND,
        RESEND
    }

    @Test
    void accept_cancel_extend_and_resend_at_the_same_instant_have_an_order_that_explains_what_came_of_them()
            throws Exception {
        UUID place = run(TWO).value();
        for (int round = 0; round < 15; round++) {
            SignIn.as(MANAGER);
            String email = "lea-" + round + "@example.com";
            account(email);
            InvitationId id = invite("Data Analytics", "EU-3" + round, email, TWO);
            mailOf(id, "SENT");
            Instant before = expiryOf(id);
            String token = tokenOf(id);
            RunScope two = two();
            Instant later = clock.instant().plus(Duration.ofDays(60)).truncatedTo(ChronoUnit.SECONDS);

            List<Boolean> done = AtOnce.all(List.of(
                    AtOnce.by(email, () -> acceptances.accept(token) instanceof Acceptance.Accepted),
                    AtOnce.by(MANAGER, () -> corrections.cancel(two, lines(id)).done() == 1),
                    AtOnce.by(
                            "program-admin@example.org",
                            () -> corrections
                                            .extend(two, lines(id), Optional.of(later))
                                            .orThrow()
                                            .done()
                                    == 1),
                    AtOnce.by(MANAGER, () -> corrections.resend(two, lines(id)).done() == 1)));

            Set<Deed> deeds = EnumSet.noneOf(Deed.class);
            Arrays.stream(Deed.values())
                    .filter(deed -> done.get(deed.ordinal()))
                    .forEach(deeds::add);
            // One of the two ends it; the other two come before that, or do nothing.
            assertThat(deeds.contains(Deed.ACCEPT)).isNotEqualTo(deeds.contains(Deed.CANCEL));
            assertThat(statusOf(id, place))
                    .isEqualTo(deeds.contains(Deed.ACCEPT) ? RunStatus.ACCEPTED : RunStatus.CANCELED);
            assertThat(isEnrolled("EU-3" + round, place)).isEqualTo(deeds.contains(Deed.ACCEPT));
            assertThat(expiryOf(id)).isEqualTo(deeds.contains(Deed.EXTEND) ? later : before);
            assertThat(sentInvitations.history(id).mails()).hasSize(deeds.contains(Deed.RESEND) ? 2 : 1);
            assertThat(sentInvitations.history(id).mails())
                    .extracting(History.SentMail::status)
                    .doesNotContain(DeliveryStatus.QUEUED);
            List<Deed> order = new ArrayList<>();
            sentInvitations
                    .history(id)
                    .events()
                    .forEach(event -> order.add(
                            switch (event.action()) {
                                case ACCEPTED -> Deed.ACCEPT;
                                case CANCELED -> Deed.CANCEL;
                                case EXTENDED -> Deed.EXTEND;
                                case RESENT -> Deed.RESEND;
                                default -> throw new AssertionError(event.action());
                            }));
            assertThat(order).containsExactlyInAnyOrderElementsOf(deeds);
        }
    }

    @Test
    void thousands_chosen_by_two_managers_at_the_same_instant_are_each_canceled_once() throws Exception {
        List<InvitationId> ids = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ids.add(inviteTo(TWO, "EU-2" + i));
        }
        RunScope two = two();
        Selection forwards = lines(ids.toArray(InvitationId[]::new));
        Selection backwards = lines(ids.reversed().toArray(InvitationId[]::new));
        var both = AtOnce.run(
                AtOnce.by(MANAGER, () -> corrections.cancel(two, forwards)),
                AtOnce.by("program-admin@example.org", () -> corrections.cancel(two, backwards)));
        assertThat(List.of(both.first().done(), both.second().done())).containsExactlyInAnyOrder(60, 0);
        assertThat(jdbc.sql("select count(*) from audit_event where action = 'CANCELED'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(60);
    }

    private RunScope two() {
        return RunScope.of(program("Data Analytics").id(), run(TWO));
    }

    private InvitationId inviteTo(String run, String learner) {
        return invite("Data Analytics", learner, learner + "@example.com", run);
    }

    private void accept(InvitationId id) {
        String token = tokenOf(id);
        account("accepting@example.com");
        SignIn.as("accepting@example.com");
        assertThat(acceptances.accept(token)).isInstanceOf(Acceptance.Accepted.class);
        SignIn.as(MANAGER);
    }

    private Selection lines(InvitationId... ids) {
        UUID place = jdbc.sql("select id from program_run where code = '" + TWO + "'")
                .query(UUID.class)
                .single();
        return new Selection.Lines(
                Arrays.stream(ids).map(id -> new SentInvitation.Key(id, place)).toList());
    }

    private Correction extend(Duration fromNow, InvitationId... ids) {
        return corrections
                .extend(two(), lines(ids), Optional.of(clock.instant().plus(fromNow)))
                .orThrow();
    }

    private List<RunStatus> statuses(InvitationId... ids) {
        return Arrays.stream(ids).map(id -> statusOf(id, run(TWO).value())).toList();
    }

    private Instant expiryOf(InvitationId id) {
        return jdbc.sql("select expires_at from invitation where id = :id")
                .param("id", id.value())
                .query((row, number) -> learningmanager.base.Columns.instant(row, "expires_at"))
                .single();
    }

    private void mailOf(InvitationId id, String status) {
        jdbc.sql("update mail_message set status = :status where about = :id")
                .param("status", status)
                .param("id", id.value())
                .update();
    }

    @Test
    void whose_account_is_deleted_is_named_in_no_history() {
        InvitationId id = invite("Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-2");
        invitations.cancel(id, run("DATA-ANALYTICS-2").value());
        jdbc.sql("""
                        update account set email = 'deleted.1@account.invalid', name = '–', deleted_at = current_timestamp
                        where email = :manager""").param("manager", MANAGER).update();

        History history = sentInvitations.history(id);
        assertThat(history.sentBy()).isEqualTo("–");
        assertThat(history.events())
                .singleElement()
                .satisfies(event -> assertThat(event.by()).contains("–"));
    }
}
