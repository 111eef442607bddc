package learningmanager.upload;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import learningmanager.base.AccountId;
import learningmanager.base.Columns;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Makes the invitations of a whole upload, in a few statements over sets. */
@Repository
class UploadSend {
    /**
     * What the rows of one invitation have in common: learner, program and expiry (and so e-mail), and the run where the
     * program is a microcredential, which an invitation has exactly one run of.
     */
    static final String ONE_INVITATION =
            "r.learner_value, r.program_id, r.expires_at, case when p.kind = 'MICROCREDENTIAL' then r.run_id end";

    /** Where the driver would otherwise hold a whole file's learners at once. */
    private static final int FETCHED_AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    UploadSend(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** To be called first, in the transaction that the others are called in. */
    void expectRows(Upload upload) {
        Postgresql.expectRows(template, upload.rowCount());
    }

    /**
     * Makes the learners that are new, in their index's order, in which a million cost less; and holds all of the upload's until the
     * transaction ends, always in the same order.
     */
    void lockLearners(Upload upload) {
        jdbc.sql("""
                        insert into learner (id, organisation_id, external_learner_id, version)
                        select uuidv7(), :organisation, learner_value, 1 from
                          (select distinct learner_value from upload_row where upload_no = :upload
                             and left_out = 0 and learner_value is not null) as learners
                        order by learner_value on conflict do nothing""")
                .param("organisation", upload.organisationId().value())
                .param("upload", upload.no())
                .update();
        jdbc.sql("""
                        select id from learner where organisation_id = :organisation and external_learner_id in
                          (select learner_value from upload_row where upload_no = :upload and left_out = 0)
                        order by id for update""")
                .param("organisation", upload.organisationId().value())
                .param("upload", upload.no())
                .withFetchSize(FETCHED_AT_ONCE)
                .query(row -> {});
    }

    /** Frees the places that invitations past their expiry time still take. */
    void freeExpired(Upload upload, Instant now) {
        jdbc.sql("""
                        update invited_run set status = 'EXPIRED' where status = 'PENDING'
                          and learner_id in (select l.id from learner l join upload_row r on r.learner_value = l.external_learner_id
                            where r.upload_no = :upload and r.left_out = 0 and l.organisation_id = :organisation)
                          and invitation_id in (select id from invitation where expires_at <= :now)""")
                .param("upload", upload.no())
                .param("organisation", upload.organisationId().value())
                .param("now", Columns.at(now))
                .update();
    }

    /**
     * How many invitations were made. Each remembers the first row that it came from. All that is joined is there; it is joined
     * from the left so that H2 goes through the file once, and not once for each learner.
     */
    int insertInvitations(Upload upload, AccountId by, Instant now) {
        int invitations = jdbc.sql("""
                        insert into invitation (id, organisation_id, program_id, learner_id, email, expires_at, sent_at, sent_by,
                          upload_id, upload_row_no, link_id, link_version, version)
                        select uuidv7(), :organisation, g.program_id, l.id, f.email_value, g.expires_at, :now, :by,
                          :upload, g.row_no, gen_random_uuid(), 1, 1
                        from (select r.learner_value, r.program_id, r.expires_at, min(r.row_no) as row_no
                              from upload_row r join program p on p.id = r.program_id
                              where r.upload_no = :no and r.left_out = 0 group by %s) g
                        left join upload_row f on f.upload_no = :no and f.row_no = g.row_no
                        left join learner l on l.organisation_id = :organisation and l.external_learner_id = g.learner_value
                        order by g.row_no""".formatted(ONE_INVITATION))
                .params(common(upload))
                .param("by", by.value())
                .param("now", Columns.at(now))
                .update();
        int rows =
                jdbc.sql("""
                        insert into invited_run (invitation_id, learner_id, program_id, run_id, status)
                        select i.id, i.learner_id, r.program_id, r.run_id, 'PENDING'
                        from (select r.program_id, r.run_id, min(r.row_no) over (partition by %s) as first_row
                              from upload_row r join program p on p.id = r.program_id
                              where r.upload_no = :no and r.left_out = 0) r
                        left join invitation i on i.upload_id = :upload and i.upload_row_no = r.first_row""".formatted(ONE_INVITATION)).params(common(upload)).update();
        jdbc.sql("update upload set sent_rows = :rows where id = :upload")
                .param("rows", rows)
                .param("upload", upload.id().value())
                .update();
        settleNewLinks(upload);
        return invitations;
    }

    /** As for whoever is invited by the form: who was invited anew need not wait for a new link. */
    private void settleNewLinks(Upload upload) {
        jdbc.sql("""
                        update invitation set new_link_asked_at = null, version = version + 1
                        where new_link_asked_at is not null and exists (
                          select 1 from invitation anew where anew.upload_id = :upload
                            and anew.learner_id = invitation.learner_id and anew.program_id = invitation.program_id)""").param("upload", upload.id().value()).update();
    }

    private static Map<String, Object> common(Upload upload) {
        UUID organisation = upload.organisationId().value();
        return Map.of("organisation", organisation, "upload", upload.id().value(), "no", upload.no());
    }
}
