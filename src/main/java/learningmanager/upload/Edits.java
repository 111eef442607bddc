package learningmanager.upload;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import learningmanager.upload.csv.Column;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was done to a draft in review, the last edit first, so that it can be undone. */
@Repository
class Edits {
    /** Of what stands at the rows of an edit: led by these, of which there are few; H2 would go through the whole file. */
    private static final String UPDATE = """
            merge into %s r using (select row_no, text from upload_edit_row where upload_no = :upload and edit_no = :edit) e
            on r.upload_no = :upload and r.row_no = e.row_no when matched then update set %s""";

    private final JdbcClient jdbc;

    Edits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One edit.
     *
     * @param column whose cells were changed; none where rows were left out
     */
    record Edit(int no, Optional<Column> column, int rows) {}

    Optional<Edit> last(long upload) {
        return jdbc.sql(
                        "select * from upload_edit where upload_no = :upload order by edit_no desc fetch next 1 rows only")
                .param("upload", upload)
                .query((row, number) -> edit(row))
                .optional();
    }

    private static Edit edit(ResultSet row) throws SQLException {
        return new Edit(
                row.getInt("edit_no"),
                Optional.ofNullable(row.getString("column_name")).map(Column::valueOf),
                row.getInt("row_count"));
    }

    /** Gives the rows found a new text in a column, and remembers the old one. */
    Edit change(long upload, Column column, Affected affected, String newText) {
        int no = next(upload);
        int rows = remember(upload, no, affected, "r." + column.heading());
        jdbc.sql(UPDATE.formatted("upload_row", column.heading() + " = " + newText))
                .param("upload", upload)
                .param("edit", no)
                .params(affected.parameters())
                .update();
        return add(upload, new Edit(no, Optional.of(column), rows));
    }

    private int remember(long upload, int edit, Affected affected, String text) {
        return jdbc.sql("insert into upload_edit_row (upload_no, edit_no, row_no, text) "
                        + affected.select("r.upload_no, " + edit + ", r.row_no, " + text))
                .param("upload", upload)
                .params(affected.parameters())
                .update();
    }

    /** Puts the old texts back. Their rows stay known until {@link #forget}. */
    void putBack(long upload, Edit edit) {
        edit.column()
                .ifPresent(column -> jdbc.sql(UPDATE.formatted("upload_row", column.heading() + " = e.text"))
                        .param("upload", upload)
                        .param("edit", edit.no())
                        .update());
    }

    /** Leaves the rows found out of the draft. */
    Edit leaveOut(long upload, Affected affected) {
        int no = next(upload);
        remember(upload, no, affected, "''");
        int rows = markLeftOut(upload, no, no);
        return add(upload, new Edit(no, Optional.empty(), rows));
    }

    /** Leaves out more rows by the same edit. */
    Edit leaveOutToo(long upload, Edit edit, Affected affected) {
        int more = remember(upload, edit.no(), affected, "''");
        if (more == 0) {
            return edit;
        }
        markLeftOut(upload, edit.no(), edit.no());
        jdbc.sql("update upload_edit set row_count = row_count + :more where upload_no = :upload and edit_no = :edit")
                .param("more", more)
                .param("upload", upload)
                .param("edit", edit.no())
                .update();
        return new Edit(edit.no(), edit.column(), edit.rows() + more);
    }

    void takeBackIn(long upload, Edit edit) {
        markLeftOut(upload, edit.no(), 0);
    }

    /** The edit that left a row out; none where it is not left out. */
    Optional<Edit> leftOutBy(long upload, int rowNo) {
        return jdbc.sql("""
                        select e.* from upload_row r join upload_edit e on e.upload_no = r.upload_no and e.edit_no = r.left_out
                        where r.upload_no = :upload and r.row_no = :row""")
                .param("upload", upload)
                .param("row", rowNo)
                .query((row, number) -> edit(row))
                .optional();
    }

    /** Makes one row of an edit the only one of an edit of its own, for that to be taken back alone. */
    Edit apart(long upload, Edit edit, int rowNo) {
        int no = next(upload);
        jdbc.sql("""
                        update upload_edit_row set edit_no = :apart
                        where upload_no = :upload and edit_no = :edit and row_no = :row""")
                .param("apart", no)
                .param("upload", upload)
                .param("edit", edit.no())
                .param("row", rowNo)
                .update();
        jdbc.sql("update upload_edit set row_count = row_count - 1 where upload_no = :upload and edit_no = :edit")
                .param("upload", upload)
                .param("edit", edit.no())
                .update();
        jdbc.sql("delete from upload_edit where upload_no = :upload and edit_no = :edit and row_count = 0")
                .param("upload", upload)
                .param("edit", edit.no())
                .update();
        return add(upload, new Edit(no, Optional.empty(), 1));
    }

    private int markLeftOut(long upload, int edit, int leftOut) {
        jdbc.sql(UPDATE.formatted("upload_problem", "left_out = :out"))
                .param("out", leftOut > 0)
                .param("upload", upload)
                .param("edit", edit)
                .update();
        return jdbc.sql(UPDATE.formatted("upload_row", "left_out = :out"))
                .param("out", leftOut)
                .param("upload", upload)
                .param("edit", edit)
                .update();
    }

    /** The next rows of an edit after this one, in order. */
    List<Integer> rows(long upload, Edit edit, int after, int limit) {
        return jdbc.sql("""
                        select row_no from upload_edit_row where upload_no = :upload and edit_no = :edit and row_no > :after
                        order by row_no fetch next :limit rows only""")
                .param("upload", upload)
                .param("edit", edit.no())
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> row.getInt("row_no"))
                .list();
    }

    /** Takes away what was wrong with the rows of an edit, by themselves and beside others. */
    void deleteProblems(long upload, Edit edit) {
        jdbc.sql("""
                        merge into upload_problem p using
                          (select row_no from upload_edit_row where upload_no = :upload and edit_no = :edit) e
                        on p.upload_no = :upload and p.row_no = e.row_no when matched then delete""").param("upload", upload).param("edit", edit.no()).update();
    }

    void forget(long upload, Edit edit) {
        for (String table : List.of("upload_edit_row", "upload_edit")) {
            jdbc.sql("delete from " + table + " where upload_no = :upload and edit_no = :edit")
                    .param("upload", upload)
                    .param("edit", edit.no())
                    .update();
        }
    }

    private int next(long upload) {
        return last(upload).map(Edit::no).orElse(0) + 1;
    }

    private Edit add(long upload, Edit edit) {
        if (edit.rows() == 0) {
            return edit;
        }
        jdbc.sql(
                        "insert into upload_edit (upload_no, edit_no, column_name, row_count) values (:upload, :edit, :column, :rows)")
                .param("upload", upload)
                .param("edit", edit.no())
                .param("column", edit.column().map(Column::name).orElse(null))
                .param("rows", edit.rows())
                .update();
        return edit;
    }
}
