package learningmanager.program;

/** Selects the places of a program's lines, as {@code place}, in the order of their runs' names; what has no run comes after them. */
public final class RunsByName {
    private RunsByName() {}

    /**
     * Each place of the program {@code :program} that has a line.
     *
     * @param lines selects the lines whose place is {@code p.place}
     */
    public static String withAny(String lines) {
        return """
                select p.place from
                  (select id as place, lower(name) as name from program_run where program_id = :program
                   union all select id, cast(null as varchar) from program where id = :program) p
                where exists (%s) order by p.name nulls last, p.place""".formatted(lines);
    }

    /** @param places selects some, as {@code place} */
    public static String of(String places) {
        return "select f.place from (" + places
                + ") f left join program_run n on n.id = f.place order by lower(n.name) nulls last, f.place";
    }
}
