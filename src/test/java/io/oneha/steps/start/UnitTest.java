package io.oneha.steps.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.steps.RootedHost;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.Site;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The commands of systemctl that a plan shows are those that run. */
class UnitTest {
    @Test
    void whatIsShownIsWhatSystemdIsTold() {
        try (RootedHost host = new RootedHost("n1a2")) {
            Site site = new Site(null, name -> Optional.of(host), null, null, Clock.systemUTC());
            host.program("systemctl", "echo systemctl $* >> /asked");
            for (Script script : List.of(Unit.ENABLE, Unit.START, Unit.RESTART)) {
                host.shell("rm -f /asked");
                site.shell("n1a2").runs(script, Duration.ofSeconds(10));
                assertThat(host.shell("cat /asked").lines()).containsExactlyElementsOf(script.shown());
            }
        }
    }
}
