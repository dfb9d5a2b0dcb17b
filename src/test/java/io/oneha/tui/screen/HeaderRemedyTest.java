package io.oneha.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.Snapshot;
import io.oneha.observe.Via;
import io.oneha.term.Background;
import io.oneha.term.ColourDepth;
import io.oneha.term.Size;
import io.oneha.testing.HostSamples;
import io.oneha.tui.Golden;
import io.oneha.tui.Recorded;
import io.oneha.tui.Scenes;
import io.oneha.tui.frame.Frame;
import io.oneha.tui.frame.Theme;
import io.oneha.tui.model.Model;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What to do is seen on the first screen, however long the reason is. */
class HeaderRemedyTest {
    /** As MariaDB's client says it where the server is stopped. */
    private static final String ERROR =
            "ERROR 2002 (HY000): Can't connect to local server through socket '/run/mysqld/mysqld.sock' (2)";

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 120, 160})
    void theErrorIsCutAndNotTheRemedy(int columns) {
        Size size = new Size(columns, 24);
        Model model = Scenes.observe(Scenes.asking(size), "healthy", 1, HeaderRemedyTest::withoutDatabase);
        Frame frame = Screens.draw(model, size, Theme.of(ColourDepth.NONE, Background.DARK, false));

        assertThat(Golden.text(frame, 0)).contains("CRITICAL", "server-0");
        assertThat(Golden.text(frame, 1)).contains("Remedy: `systemctl start mariadb` on server-0; why it ended");
    }

    private static Snapshot withoutDatabase(Snapshot snapshot) {
        Instant at = snapshot.observedAt();
        return Recorded.with(
                snapshot,
                snapshot.servers().stream()
                        .map(server -> {
                            int id = server.server().id();
                            HostSamples host = id == 0
                                    ? HostSamples.leader(id, server.name()).databaseDown(ERROR)
                                    : HostSamples.follower(id, server.name());
                            return server.with(Via.DIRECT, host.view(at));
                        })
                        .toList());
    }
}
