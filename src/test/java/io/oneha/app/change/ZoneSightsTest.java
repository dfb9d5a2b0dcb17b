package io.oneha.app.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.run.Happenings;
import io.oneha.run.RunEvent;
import io.oneha.run.RunSight;
import io.oneha.run.RunSights;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ZoneSightsTest {
    static Stream<RunEvent> ends() {
        return Stream.of(Happenings.finished(7), Happenings.stopped(7, 3), Happenings.failed(7, 3, "no", ""));
    }

    /** Nobody answers the looks: what was measured is told all the same, and the run is not broken off. */
    @ParameterizedTest
    @MethodSource("ends")
    void theZoneIsLookedAtBehindTheBeginningAndOnceEachKindOfEndIsToldAndTheZoneGivenBack(RunEvent end) {
        List<RunEvent> told = new ArrayList<>();
        ZoneSights sights = new ZoneSights(
                told::add,
                () -> {
                    throw new CommandException(ExitCode.UNREACHABLE, "nobody answers");
                },
                () -> RunSights.COSTS,
                Clock.fixed(Happenings.at(8), ZoneOffset.UTC));
        List<RunEvent> run = List.of(Happenings.started(0), Happenings.begins(1, 1), Happenings.skipped(2, 1), end);
        run.forEach(sights);
        assertThat(told).endsWith(end);
        sights.givenBack();

        assertThat(told)
                .containsExactly(
                        run.get(0),
                        new RunEvent.Looked(
                                Happenings.at(8), RunSight.none(false).with(RunSights.COSTS)),
                        run.get(1),
                        run.get(2),
                        end,
                        new RunEvent.Looked(
                                Happenings.at(8), RunSight.none(true).with(RunSights.COSTS)));
    }
}
