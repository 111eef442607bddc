package learningmanager.upload;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How many rows of each block of {@value #SIZE} have a problem of each kind, and how many of the file have, kept up to date as rows
 * change, so that neither a page of a filtered list nor the summary has to count through the file.
 */
@Repository
class ProblemBlocks {
    static final int SIZE = 2_048;

    /** Rows with any error. */
    static final String ERRORS = "errors";

    static final String LEFT_OUT = "left-out";

    private static final String BLOCK = "(row_no - 1) / " + SIZE;
    private static final int MOST_BLOCKS_AT_ONCE = 64;

    private final JdbcClient jdbc;

    ProblemBlocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static int blockOf(int rowNo) {
        return (rowNo - 1) / SIZE;
    }

    /** Counts anew what the problems of all rows come to. */
    Findings countAll(long upload) {
        // Led by the problems, of which there are few; H2 would go through them once for each row of the file.
        jdbc.sql("""
                        merge into upload_row r using
                          (select distinct row_no from upload_problem where upload_no = :upload and warning = false
                             and left_out = false) p on r.upload_no = :upload and r.row_no = p.row_no
                        when matched and r.errors = 0 and r.left_out = 0 then update set errors = 1""").param("upload", upload).update();
        jdbc.sql("""
                        update upload_row set errors = 0 where upload_no = :upload and errors = 1 and not exists
                          (select 1 from upload_problem p where p.upload_no = :upload and p.row_no = upload_row.row_no
                             and p.warning = false and p.left_out = false)""").param("upload", upload).update();
        jdbc.sql("delete from upload_block where upload_no = :upload")
                .param("upload", upload)
                .update();
        countBlocks(upload, "");
        return sumUp(upload);
    }

    /** Counts anew what the problems of these rows come to. */
    Findings countRows(long upload, Collection<Integer> rows) {
        Set<Integer> blocks = rows.stream().map(ProblemBlocks::blockOf).collect(Collectors.toSet());
        if (blocks.size() > MOST_BLOCKS_AT_ONCE) {
            return countAll(upload);
        }
        if (!rows.isEmpty()) {
            jdbc.sql("""
                            merge into upload_row r using
                              (select n.row_no, case when exists
                                 (select 1 from upload_problem p where p.upload_no = :upload and p.row_no = n.row_no
                                    and p.warning = false and p.left_out = false) then 1 else 0 end as errors
                               from %s) p on r.upload_no = :upload and r.row_no = p.row_no
                            when matched then update set errors = case when r.left_out = 0 then p.errors else 0 end""".formatted(ReviewRows.NUMBERS))
                    .param("upload", upload)
                    .param("rows", rows.toArray(Integer[]::new))
                    .update();
            for (int block : blocks) {
                jdbc.sql("delete from upload_block where upload_no = :upload and block_no = :block")
                        .param("upload", upload)
                        .param("block", block)
                        .update();
                countBlocks(
                        upload,
                        " and row_no between %d and %d".formatted(block * (long) SIZE + 1, (block + 1L) * SIZE));
            }
        }
        return sumUp(upload);
    }

    private void countBlocks(long upload, String within) {
        for (String statement : List.of("""
                        select upload_no, code, warning, %1$s, count(distinct row_no) from upload_problem
                        where upload_no = :upload and left_out = false %2$s group by upload_no, code, warning, %1$s""", """
                        select upload_no, 'errors', false, %1$s, count(*) from upload_row
                        where upload_no = :upload and errors = 1 %2$s group by upload_no, %1$s""", """
                        select upload_no, 'left-out', false, %1$s, count(*) from upload_row
                        where upload_no = :upload and left_out > 0 %2$s group by upload_no, %1$s""")) {
            jdbc.sql("insert into upload_block (upload_no, kind, warning, block_no, row_count) "
                            + statement.formatted(BLOCK, within))
                    .param("upload", upload)
                    .update();
        }
    }

    /** From the blocks, always anew: what is only added to can drift. */
    private Findings sumUp(long upload) {
        jdbc.sql("delete from upload_kind where upload_no = :upload")
                .param("upload", upload)
                .update();
        jdbc.sql("""
                        insert into upload_kind (upload_no, kind, warning, row_count)
                        select upload_no, kind, warning, sum(row_count) from upload_block
                        where upload_no = :upload group by upload_no, kind, warning""").param("upload", upload).update();
        return jdbc.sql("""
                        select
                          coalesce(sum(case when kind not in ('errors', 'left-out') and warning = false then row_count end), 0) as errors,
                          coalesce(sum(case when kind = 'errors' then row_count end), 0) as error_rows,
                          coalesce(sum(case when warning = true then row_count end), 0) as warnings
                        from upload_kind where upload_no = :upload""")
                .param("upload", upload)
                .query((row, number) ->
                        new Findings(row.getInt("errors"), row.getInt("error_rows"), row.getInt("warnings")))
                .single();
    }

    /** The kinds of problem: errors before warnings, the most frequent first. */
    List<ProblemCount> kinds(long upload) {
        return jdbc.sql("""
                        select kind, warning, row_count from upload_kind
                        where upload_no = :upload and kind not in ('errors', 'left-out')
                        order by warning, row_count desc, kind""")
                .param("upload", upload)
                .query((row, number) ->
                        new ProblemCount(row.getString("kind"), row.getBoolean("warning"), row.getInt("row_count")))
                .list();
    }

    /** How many rows of the file have a problem of this kind. */
    int count(long upload, String kind) {
        return jdbc.sql("select row_count from upload_kind where upload_no = :upload and kind = :kind")
                .param("upload", upload)
                .param("kind", kind)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** The rows of a kind in each of the file's blocks. */
    int[] blocks(long upload, String kind, int rowsOfFile) {
        int[] blocks = new int[blockOf(Math.max(1, rowsOfFile)) + 1];
        jdbc.sql("select block_no, row_count from upload_block where upload_no = :upload and kind = :kind")
                .param("upload", upload)
                .param("kind", kind)
                .query(row -> {
                    blocks[row.getInt("block_no")] = row.getInt("row_count");
                });
        return blocks;
    }
}
