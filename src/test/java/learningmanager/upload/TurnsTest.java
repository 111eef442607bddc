package learningmanager.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import learningmanager.base.AccountId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose file is checked next. */
class TurnsTest {
    private final AccountId ana = AccountId.next();
    private final AccountId ben = AccountId.next();
    private final AccountId eva = AccountId.next();

    private final List<String> begun = new ArrayList<>();
    private final Turns<String> turns = new Turns<>(2, begun::add);

    @BeforeEach
    void ana_brings_three_files_and_then_ben_two() {
        turns.enter("ana 1", ana);
        turns.enter("ana 2", ana);
        turns.enter("ana 3", ana);
        turns.enter("ben 1", ben);
        turns.enter("ben 2", ben);
    }

    @Test
    void as_many_as_may_begin_at_once() {
        assertThat(begun).containsExactly("ana 1", "ana 2");
    }

    @Test
    void the_next_turn_is_of_who_has_none_and_else_of_who_waits_longest() {
        turns.end("ana 1");
        assertThat(begun).endsWith("ben 1");
        turns.end("ana 2");
        assertThat(begun).endsWith("ana 3");
        turns.end("ana 3");
        assertThat(begun).endsWith("ben 2");
        assertThat(turns.line()).isEmpty();
    }

    @Test
    void of_those_who_have_none_it_is_the_one_who_waits_longest() {
        turns.enter("eva 1", eva);

        assertThat(turns.line()).containsExactly("ben 1", "eva 1", "ana 3", "ben 2");
        turns.end("ana 2");
        turns.end("ben 1");
        assertThat(begun).endsWith("ben 1", "eva 1");
    }

    @Test
    void who_leaves_the_line_never_begins_and_what_goes_on_does_not_leave() {
        assertThat(turns.leave("ben 1")).isTrue();
        assertThat(turns.leave("ben 1")).isFalse();
        assertThat(turns.leave("ana 1")).isFalse();

        turns.end("ana 1");
        assertThat(begun).containsExactly("ana 1", "ana 2", "ben 2");
    }

    @Test
    void what_comes_when_there_is_room_begins_at_once() {
        List.of("ana 1", "ana 2", "ana 3", "ben 1", "ben 2").forEach(turns::end);

        turns.enter("eva 1", eva);
        assertThat(begun).endsWith("eva 1");
    }
}
