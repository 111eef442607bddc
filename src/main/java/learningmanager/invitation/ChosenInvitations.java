package learningmanager.invitation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import learningmanager.base.AccountId;
import learningmanager.base.Columns;
import learningmanager.base.EmailDomain;
import learningmanager.base.Id;
import learningmanager.base.UploadId;
import learningmanager.invitation.Correction.NotDone;
import learningmanager.invitation.Correction.Why;
import learningmanager.program.RunScope;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/**
 * The lines that something is done to at once, in the table chosen_invitation while the transaction lasts: what was chosen stays
 * chosen while it changes, and a million lines need no memory here. What it could not be applied to may stay for a day.
 */
@Repository
class ChosenInvitations {
    /** A choice, and by whom and when something is done to it. */
    record Choice(UUID id, AccountId by, Instant now) {
        static Choice by(AccountId account, Instant now) {
            return new Choice(Id.nextValue(), account, now);
        }

        Map<String, Object> parameters() {
            return new HashMap<>(Map.of("choice", id, "by", by.value(), "now", Columns.at(now)));
        }
    }

    static final String LEARNERS = "select learner_id from chosen_invitation where choice_id = :choice";

    /** Lines that it can be applied to, one for each run. */
    static final String LINES =
            "select invitation_id, place from chosen_invitation where choice_id = :choice and why is null";

    /** Invitations that it can be applied to, each once. */
    static final String INVITATIONS =
            "select distinct invitation_id as id from chosen_invitation where choice_id = :choice and why is null";

    /** For {@code why}: nothing is done to what was decided, or has expired. */
    static final String NOT_PENDING = "when %s <> 'PENDING' then %1$s".formatted(SentInvitations.STATUS);

    /** The address of invitation i with {@code :domain} in place of its own. */
    static final String WITH_OTHER_DOMAIN = "left(i.email, position('@' in i.email) - 1) || cast(:domain as varchar)";

    private static final String NOT_DONE = """
            select l.external_learner_id, i.email, i.expires_at, c.why
            from chosen_invitation c join invitation i on i.id = c.invitation_id join learner l on l.id = c.learner_id
            where c.choice_id = :choice and c.why is not null %s
            order by l.external_learner_id""";

    /** Where the driver would otherwise hold all of them at once. */
    private static final int FETCHED_AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final SentInvitations sent;

    ChosenInvitations(JdbcClient jdbc, SentInvitations sent) {
        this.jdbc = jdbc;
        this.sent = sent;
    }

    void choose(Choice choice, RunScope scope, Selection selection) {
        switch (selection) {
            case Selection.Lines(List<SentInvitation.Key> keys) ->
                jdbc.sql("""
                                insert into chosen_invitation (choice_id, invitation_id, place, learner_id, chosen_at)
                                select distinct cast(:choice as uuid), r.invitation_id, r.place, r.learner_id,
                                  cast(:chosen as timestamp with time zone)
                                from unnest(cast(:invitations as uuid array), cast(:places as uuid array)) c (invitation_id, place)
                                join invited_run r on r.invitation_id = c.invitation_id and r.place = c.place
                                where r.%s = :key""".formatted(scope.column()))
                        .param("choice", choice.id())
                        .param("chosen", Columns.at(choice.now()))
                        .param("key", scope.key())
                        .param(
                                "invitations",
                                array(keys.stream()
                                        .map(key -> key.invitation().value())
                                        .toList()))
                        .param(
                                "places",
                                array(keys.stream()
                                        .map(SentInvitation.Key::place)
                                        .toList()))
                        .update();
            case Selection.AllMatching(InvitationFilter filter) ->
                sent.filtered("""
                                insert into chosen_invitation (choice_id, invitation_id, place, learner_id, chosen_at)
                                select cast(:choice as uuid), r.invitation_id, r.place, r.learner_id,
                                  cast(:chosen as timestamp with time zone) from %1$s where %2$s""", scope, filter, choice.now())
                        .param("choice", choice.id())
                        .param("chosen", Columns.at(choice.now()))
                        .update();
        }
    }

    private static SqlArrayValue array(List<UUID> ids) {
        return new SqlArrayValue("uuid", ids.toArray());
    }

    /**
     * Marks what it can't be applied to; for whoever holds the learners.
     *
     * @param why branches of a case over invitation i and its run r, each giving a {@link Why}
     */
    void decide(Choice choice, String why, Map<String, ?> parameters) {
        of(choice, """
                        merge into chosen_invitation c using
                          (select k.invitation_id, k.place, case %s end as why
                           from chosen_invitation k join invitation i on i.id = k.invitation_id
                           join invited_run r on r.invitation_id = k.invitation_id and r.place = k.place
                           where k.choice_id = :choice) s
                          on c.choice_id = :choice and c.invitation_id = s.invitation_id and c.place = s.place
                        when matched and s.why is not null then update set why = s.why""".formatted(why)).params(parameters).update();
    }

    void cancel(Choice choice) {
        of(choice, """
                        merge into invited_run r using (%s) c on r.invitation_id = c.invitation_id and r.place = c.place
                        when matched then update set status = 'CANCELED', decided_at = :now, decided_by = :by""".formatted(LINES)).update();
        of(choice, """
                        merge into invitation i using (%s) c on i.id = c.id
                        when matched then update set version = version + 1""".formatted(INVITATIONS)).update();
    }

    void extend(Choice choice, Instant until) {
        of(choice, """
                        merge into invitation i using (%s) c on i.id = c.id
                        when matched then update set expires_at = :until, version = version + 1""".formatted(INVITATIONS)).param("until", Columns.at(until)).update();
    }

    void correctDomain(Choice choice, EmailDomain to) {
        of(choice, """
                        merge into invitation i using (%s) c on i.id = c.id
                        when matched then update set email = %s, link_version = link_version + 1, version = version + 1""".formatted(INVITATIONS, WITH_OTHER_DOMAIN))
                .param("domain", to.toString())
                .update();
    }

    /** The files that what was chosen came from. */
    List<UploadId> uploads(Choice choice) {
        return of(choice, """
                        select distinct i.upload_id from (%s) c join invitation i on i.id = c.id
                        where i.upload_id is not null""".formatted(INVITATIONS))
                .query((row, number) -> Columns.id(row, "upload_id", UploadId::new))
                .list();
    }

    /** Says what came of it, and forgets the choice, but for what it could not be applied to where that is too much to be told. */
    Correction forget(Choice choice) {
        List<NotDone> some = of(choice, NOT_DONE.formatted("") + " fetch next :limit rows only")
                .param("limit", Correction.TOLD)
                .query((row, number) -> notDone(row))
                .list();
        int notDone = of(choice, "select count(*) from chosen_invitation where choice_id = :choice and why is not null")
                .query(Integer.class)
                .single();
        boolean more = notDone > Correction.TOLD;
        int forgotten = of(
                        choice,
                        "delete from chosen_invitation where choice_id = :choice" + (more ? " and why is null" : ""))
                .update();
        return new Correction(
                more ? forgotten : forgotten - notDone,
                notDone,
                some,
                more ? Optional.of(choice.id()) : Optional.empty());
    }

    /** What something could not be applied to, as far as it is of this program or run. */
    void eachNotDone(UUID choice, RunScope scope, Consumer<NotDone> told) {
        jdbc.sql(NOT_DONE.formatted("and exists (select 1 from invited_run r where r.invitation_id = c.invitation_id"
                        + " and r.place = c.place and r.%s = :key)".formatted(scope.column())))
                .param("choice", choice)
                .param("key", scope.key())
                .withFetchSize(FETCHED_AT_ONCE)
                .query((RowCallbackHandler) row -> told.accept(notDone(row)));
    }

    private static NotDone notDone(ResultSet row) throws SQLException {
        return new NotDone(
                row.getString("external_learner_id"),
                Optional.ofNullable(row.getString("email")),
                Columns.instant(row, "expires_at"),
                Why.valueOf(row.getString("why")));
    }

    int forgetBefore(Instant time) {
        return jdbc.sql("delete from chosen_invitation where chosen_at < :time")
                .param("time", Columns.at(time))
                .update();
    }

    private JdbcClient.StatementSpec of(Choice choice, String statement) {
        return jdbc.sql(statement).params(choice.parameters());
    }
}
