package io.oneha.demo.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedClockTest {
    private final SimulatedClock agenda = new SimulatedClock();
    private final List<String> done = new ArrayList<>();

    @Test
    void actionsRunInTheOrderOfTheirTimesAndThenOfTheirScheduling() {
        agenda.after(20, () -> done.add("late"));
        agenda.after(10, () -> done.add("first"));
        agenda.after(10, () -> done.add("second"));
        agenda.advanceTo(9);
        assertThat(done).isEmpty();
        agenda.advanceTo(20);
        assertThat(done).containsExactly("first", "second", "late");
    }

    @Test
    void anActionSeesItsOwnTimeAndMayScheduleMore() {
        agenda.after(5, () -> agenda.after(5, () -> done.add("at " + agenda.now())));
        agenda.advanceTo(100);
        assertThat(done).containsExactly("at 10");
        assertThat(agenda.now()).isEqualTo(100);
        assertThat(agenda.next()).isEmpty();
    }

    @Test
    void theClockNeverGoesBack() {
        agenda.advanceTo(50);
        agenda.advanceTo(10);
        assertThat(agenda.now()).isEqualTo(50);
        agenda.after(-3, () -> done.add("now"));
        assertThat(agenda.next()).hasValue(50);
    }
}
