package learningmanager.upload;

import java.util.Arrays;
import java.util.List;

/**
 * The problems for which a row has to be held against other rows, or against what learners hold already. Set-based. What repeats
 * is joined from the left: H2 would otherwise look for it anew at each row of the file.
 */
enum RowComparison {
    DUPLICATE("row.duplicate", false, "EXTERNAL_LEARNER_ID", Among.REPEATED_LEARNERS, """
            cast(f.line as varchar) from
              (select learner_key, learner_value, run_id, min(row_no) as row_no, min(line) as line from {rows} s
               where upload_no = :upload and left_out = 0 and learner_value is not null and run_id is not null
               group by learner_key, learner_value, run_id having count(*) > 1) f
              left join upload_row r on r.upload_no = :upload and r.learner_key = f.learner_key
                and r.learner_value = f.learner_value and r.run_id = f.run_id and r.row_no > f.row_no"""),
    TWO_EMAILS("learner.two-emails", false, "EMAIL", Among.REPEATED_LEARNERS, """
            o.email_value || '{separator}' || cast(o.line as varchar) from
              (select learner_key, learner_value, min(row_no) as row_no from {rows} s
               where upload_no = :upload and left_out = 0 and learner_value is not null and email_value is not null
               group by learner_key, learner_value having min(email_key) <> max(email_key)) f
              left join upload_row o on o.upload_no = :upload and o.row_no = f.row_no
              left join upload_row r on r.upload_no = :upload and r.learner_key = f.learner_key
                and r.learner_value = f.learner_value and r.row_no > f.row_no
                and r.email_value is not null and r.email_key <> o.email_key"""),
    ALREADY_ENROLLED("run.already-enrolled", false, "PROGRAM_RUN_CODE", Among.KNOWN_LEARNERS, """
            r.program_run_code from {rows} r join upload u on u.no = r.upload_no
              join learner l on l.organisation_id = u.organisation_id and l.external_learner_id = r.learner_value
              join enrolment e on e.learner_id = l.id and e.place = r.run_id"""),
    ALREADY_PENDING("run.already-pending", false, "PROGRAM_RUN_CODE", Among.KNOWN_LEARNERS, """
            r.program_run_code from {rows} r join upload u on u.no = r.upload_no
              join learner l on l.organisation_id = u.organisation_id and l.external_learner_id = r.learner_value
              join invited_run x on x.learner_id = l.id and x.place = r.run_id and x.status = 'PENDING'
              join invitation i on i.id = x.invitation_id and i.expires_at > :now"""),
    TWO_LEARNERS("email.two-learners", true, "EMAIL", Among.REPEATED_EMAILS, """
            o.learner_value || '{separator}' || cast(o.line as varchar) from
              (select email_key, min(row_no) as row_no from {rows} s
               where upload_no = :upload and left_out = 0 and learner_value is not null and email_value is not null
               group by email_key having min(learner_value) <> max(learner_value)) f
              left join upload_row o on o.upload_no = :upload and o.row_no = f.row_no
              left join upload_row r on r.upload_no = :upload and r.email_key = f.email_key
                and r.row_no > f.row_no and r.email_value is not null and r.learner_value <> o.learner_value"""),
    OTHER_EMAIL("learner.other-email", true, "EMAIL", Among.KNOWN_LEARNERS, """
            r.email_value from {rows} r join upload u on u.no = r.upload_no
              join learner l on l.organisation_id = u.organisation_id and l.external_learner_id = r.learner_value
              join account a on a.id = l.account_id and r.email_value is not null and lower(a.email) <> r.email_key"""),
    /** A spreadsheet that took a learner ID for a number took its leading zeros away. */
    LOST_ZEROS(
            "learner-id.leading-zeros",
            true,
            "EXTERNAL_LEARNER_ID",
            Among.SHORT_IDS,
            "lpad(r.learner_value, :usual, '0')",
            """
            r.learner_value || '{separator}' || cast(:usual as varchar) from
              (select upload_no, row_no, line, left_out, learner_key, learner_value from {rows} s
               where upload_no = :upload and left_out = 0 and length(learner_value) < :usual
                 and regexp_like(learner_value, '^[0-9]+$')) r""");

    /** What rows have in common that a comparison holds against each other. */
    enum Around {
        LEARNERS("learner_key"),
        EMAILS("email_key");

        private final String column;

        Around(String column) {
            this.column = column;
        }

        /** What is compared; where that is not the whole file, the rows that share one of these keys. */
        String rows(boolean wholeFile) {
            return wholeFile ? "upload_row" : rowsWith(column, "around");
        }
    }

    /** The rows among which a comparison can find anything: few, in most files. */
    enum Among {
        REPEATED_LEARNERS(Around.LEARNERS, """
                select learner_key, count(*) from upload_row where upload_no = :upload and left_out = 0 and learner_value is not null
                group by learner_key having count(*) > 1"""),
        REPEATED_EMAILS(Around.EMAILS, """
                select email_key, count(*) from upload_row where upload_no = :upload and left_out = 0 and email_value is not null
                group by email_key having count(*) > 1"""),
        KNOWN_LEARNERS(Around.LEARNERS, """
                select r.learner_key, count(*) from upload_row r join upload u on u.no = r.upload_no
                  join learner l on l.organisation_id = u.organisation_id and l.external_learner_id = r.learner_value
                where r.upload_no = :upload and r.left_out = 0 group by r.learner_key"""),
        SHORT_IDS(Around.LEARNERS, """
                select learner_key, count(*) from upload_row where upload_no = :upload and left_out = 0
                  and length(learner_value) < :usual and regexp_like(learner_value, '^[0-9]+$') group by learner_key""");

        private final Around around;
        private final String keys;

        Among(Around around, String keys) {
            this.around = around;
            this.keys = keys;
        }

        /** Selects the keys that those rows share, each with how many rows do. */
        String keys() {
            return keys;
        }
    }

    private final String code;
    private final boolean warning;
    private final String column;
    private final Among among;
    private final String suggestion;
    private final String found;

    RowComparison(String code, boolean warning, String column, Among among, String found) {
        this(code, warning, column, among, "cast(null as varchar)", found);
    }

    RowComparison(String code, boolean warning, String column, Among among, String suggestion, String found) {
        this.code = code;
        this.warning = warning;
        this.column = column;
        this.among = among;
        this.suggestion = suggestion;
        this.found = found;
    }

    /** Those that can find anything in an upload. */
    static List<RowComparison> of(Upload upload) {
        return Arrays.stream(values())
                .filter(comparison -> comparison != LOST_ZEROS || upload.usualIdLength() != null)
                .toList();
    }

    /**
     * The rows of a draft with one of the keys of an array in this column. These lead: for "in" H2 would go through the whole file.
     */
    static String rowsWith(String column, String keys) {
        return "(select x.* from unnest(cast(:%2$s as varchar array)) as k (key_text) join upload_row x on x.upload_no = :upload and x.%1$s = k.key_text)"
                .formatted(column, keys);
    }

    String code() {
        return code;
    }

    boolean warning() {
        return warning;
    }

    Among among() {
        return among;
    }

    Around around() {
        return among.around;
    }

    /** Takes back what was found before around some keys. */
    String deleteAround() {
        return "merge into upload_problem p using " + around().rows(false)
                + " r on p.upload_no = :upload and p.row_no = r.row_no"
                + " and p.code = :code and p.left_out = false when matched then delete";
    }

    /** Adds the problem to the rows found that have no error in that cell yet: per cell one error. */
    String insert(boolean wholeFile) {
        return """
                insert into upload_problem
                  (upload_no, row_no, line, column_name, code, warning, left_out, suggestion, arguments)
                select r.upload_no, r.row_no, r.line, '{column}', :code, :warning, false, {suggestion}, {found}
                where r.upload_no = :upload and r.left_out = 0 and not exists
                  (select 1 from upload_problem p where p.upload_no = r.upload_no and p.row_no = r.row_no
                     and p.column_name = '{column}' and p.warning = false)""".replace("{suggestion}", suggestion)
                .replace("{found}", found)
                .replace("{column}", column)
                .replace("{separator}", Upload.SEPARATOR)
                .replace("{rows}", around().rows(wholeFile));
    }
}
