package learningmanager.upload;

/** The problems for which a row has to be held against other rows, or against what learners hold already. Set-based. */
enum RowComparison {
    DUPLICATE("row.duplicate", false, "EXTERNAL_LEARNER_ID", """
            cast(f.line as varchar) from upload_row r join
              (select learner_value, run_id, min(row_no) as row_no, min(line) as line from upload_row
               where upload_no = :upload and learner_value is not null and run_id is not null
               group by learner_value, run_id having count(*) > 1) f
              on f.learner_value = r.learner_value and f.run_id = r.run_id and r.row_no > f.row_no
            where r.upload_no = :upload"""),
    TWO_EMAILS("learner.two-emails", false, "EMAIL", """
            o.email_value || '%1$s' || cast(o.line as varchar) from upload_row r join
              (select learner_value, min(row_no) as row_no from upload_row
               where upload_no = :upload and learner_value is not null and email_value is not null
               group by learner_value having count(distinct lower(email_value)) > 1) f on f.learner_value = r.learner_value
              join upload_row o on o.upload_no = :upload and o.row_no = f.row_no
            where r.upload_no = :upload and r.row_no > f.row_no and lower(r.email_value) <> lower(o.email_value)"""),
    ALREADY_ENROLLED("run.already-enrolled", false, "PROGRAM_RUN_CODE", """
            r.program_run_code from upload_row r join upload u on u.no = r.upload_no
              join learner l on l.organisation_id = u.organisation_id and l.external_learner_id = r.learner_value
              join enrolment e on e.learner_id = l.id and e.place = r.run_id
            where r.upload_no = :upload"""),
    ALREADY_PENDING("run.already-pending", false, "PROGRAM_RUN_CODE", """
            r.program_run_code from upload_row r join upload u on u.no = r.upload_no
              join learner l on l.organisation_id = u.organisation_id and l.external_learner_id = r.learner_value
              join invited_run x on x.learner_id = l.id and x.place = r.run_id and x.status = 'PENDING'
              join invitation i on i.id = x.invitation_id and i.expires_at > :now
            where r.upload_no = :upload"""),
    TWO_LEARNERS("email.two-learners", true, "EMAIL", """
            o.learner_value || '%1$s' || cast(o.line as varchar) from upload_row r join
              (select lower(email_value) as email, min(row_no) as row_no from upload_row
               where upload_no = :upload and learner_value is not null and email_value is not null
               group by lower(email_value) having count(distinct learner_value) > 1) f on f.email = lower(r.email_value)
              join upload_row o on o.upload_no = :upload and o.row_no = f.row_no
            where r.upload_no = :upload and r.row_no > f.row_no and r.learner_value <> o.learner_value"""),
    OTHER_EMAIL("learner.other-email", true, "EMAIL", """
            '' from upload_row r join upload u on u.no = r.upload_no
              join learner l on l.organisation_id = u.organisation_id and l.external_learner_id = r.learner_value
              join account a on a.id = l.account_id
            where r.upload_no = :upload and r.email_value is not null and lower(a.email) <> lower(r.email_value)""");

    private final String code;
    private final boolean warning;
    private final String column;
    private final String found;

    RowComparison(String code, boolean warning, String column, String found) {
        this.code = code;
        this.warning = warning;
        this.column = column;
        this.found = found;
    }

    String code() {
        return code;
    }

    boolean warning() {
        return warning;
    }

    /** Adds the problem to the rows found that have no error in that cell yet: per cell one error. */
    String insert() {
        return """
                insert into upload_problem (upload_no, row_no, line, column_name, code, warning, arguments)
                select r.upload_no, r.row_no, r.line, '%s', :code, :warning, %s and not exists
                  (select 1 from upload_problem p where p.upload_no = r.upload_no and p.row_no = r.row_no
                     and p.column_name = '%s' and p.warning = false)""".formatted(column, found.formatted(Upload.SEPARATOR), column);
    }
}
