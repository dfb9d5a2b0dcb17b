package io.oneha.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oneha.observe.host.RunMark;
import io.oneha.steps.site.StepException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the real script does with the mark of a run that ended before all was done, when another run takes the zone. */
class UnfinishedMarkTest extends LockBench {
    @Test
    void aRunThatGivesTheZoneBackLeavesTheUnfinishedMarkThatItFound() {
        endsUnfinished(ONE);
        RunMark left = mark(first).orElseThrow();
        String time = first.shell("stat -c %y /var/lib/oneha/lock");
        ZoneLock other = lock(OTHER);
        other.take(List.of("n1a1"));
        assertThat(files(first)).isEqualTo("lock\nlock.before.1\n");
        assertThat(first.shell("stat -c '%U:%G %a' /var/lib/oneha/lock.before.1"))
                .isEqualTo("root:root 600\n");
        other.release(List.of());
        assertThat(mark(first)).contains(left);
        assertThat(mark(second)).contains(left);
        assertThat(left.open()).containsExactly("n1a2");
        assertThat(files(first)).isEqualTo("lock\n");
        assertThat(first.shell("stat -c %y /var/lib/oneha/lock")).isEqualTo(time);
    }

    @Test
    void aRunThatFindsNoMajorityLeavesTheUnfinishedMarkThatItFound() {
        endsUnfinished(ONE);
        RunMark left = mark(first).orElseThrow();
        hosts.put("n1a2", away());
        assertThat(catchThrowableOfType(StepException.class, () -> lock(OTHER).take(List.of("n1a1"))))
                .hasMessageContaining("cannot be locked");
        assertThat(mark(first)).contains(left);
        ZoneLock again = new ZoneLock(site()::shell, POOL, aMark(OTHER), true);
        again.close();
        assertThat(catchThrowableOfType(StepException.class, () -> again.take(List.of("n1a1"))))
                .hasMessageContaining("cannot be locked");
        assertThat(mark(first)).as("a run that is resumed too").contains(left);
    }

    @Test
    void aRunThatHasDoneAllLeavesNothingOfWhatItReplaced() {
        endsUnfinished(ONE);
        ZoneLock other = lock(OTHER);
        other.take(List.of("n1a1"));
        other.finishes(List.of());
        assertThat(files(first)).isEmpty();
        assertThat(files(second)).isEmpty();
    }

    @Test
    void ofSeveralUnfinishedRunsNoneIsLost() {
        endsUnfinished(ONE);
        endsUnfinished(OTHER);
        ZoneLock third = lock(THIRD);
        third.take(List.of("n1a1"));
        third.release(List.of());
        assertThat(mark(first).orElseThrow().run()).isEqualTo(OTHER);
        lock(OTHER).release(List.of("n1a1"));
        assertThat(mark(first).orElseThrow().run()).isEqualTo(ONE);
    }

    @Test
    void theSameRunSetsNothingAside() {
        endsUnfinished(ONE);
        lock(ONE).take(List.of("n1a1"));
        assertThat(files(first)).isEqualTo("lock\n");
    }

    @Test
    void aScriptThatWasKilledWhileItSetTheMarkAsideHasLostAndDoubledNothing() {
        endsUnfinished(ONE);
        first.shell("ln /var/lib/oneha/lock /var/lib/oneha/lock.before.1");
        ZoneLock other = lock(OTHER);
        other.take(List.of("n1a1"));
        assertThat(files(first)).isEqualTo("lock\nlock.before.1\n");
        other.release(List.of());
        assertThat(mark(first).orElseThrow().run()).isEqualTo(ONE);
        first.shell("ln /var/lib/oneha/lock /var/lib/oneha/lock.before.1");
        lock(ONE).release(List.of("n1a1"));
        assertThat(files(first)).isEmpty();
    }

    @Test
    void aMarkThatCannotBeSetAsideIsNotReplaced() {
        endsUnfinished(ONE);
        RunMark left = mark(first).orElseThrow();
        first.shell("ln -s /etc/passwd /var/lib/oneha/lock.before.1");
        assertThat(catchThrowableOfType(StepException.class, () -> lock(OTHER).take(List.of("n1a1"))))
                .hasMessageContaining("the mark of the run before this one cannot be set aside");
        assertThat(mark(first)).contains(left);
        assertThat(files(first)).isEqualTo("lock\nlock.before.1\n");
    }
}
