package io.oneha.app.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.session.ExitCode;
import io.oneha.health.Health;
import io.oneha.inventory.InventoryOptions;
import io.oneha.inventory.InventoryReader;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.Target;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneServer;
import io.oneha.zone.ZoneState;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookOutcomeTest {
    private static final Path INVENTORY = Path.of("src", "test", "resources", "inventories", "three-frontends.yml");

    /** What two servers that were asked answered, and how the program ends. */
    @ParameterizedTest
    @CsvSource({
        "REFUSED, REFUSED, UNREACHABLE",
        "REFUSED, SILENT, UNREACHABLE",
        "UNREACHABLE, UNRESOLVED, UNREACHABLE",
        "AUTHENTICATION, AUTHENTICATION, AUTHENTICATION",
        "AUTHENTICATION, REFUSED, AUTHENTICATION",
        "AUTHORIZATION, SILENT, AUTHENTICATION",
        "MALFORMED, REFUSED, UNKNOWN",
        "MALFORMED, AUTHENTICATION, UNKNOWN",
        "ONED_ERROR, ONED_ERROR, UNKNOWN"
    })
    void whatKeptUsFromLearningTheStateIsInTheExitCode(FailureKind first, FailureKind second, ExitCode exitCode) {
        LookOutcome outcome = LookOutcome.of(report(look(List.of(failure(first), failure(second)), false)));

        assertThat(outcome.exitCode()).isEqualTo(exitCode);
        assertThat(outcome.silence()).isPresent().get().asString().hasLineCount(1);
    }

    @Test
    void withAnInventoryThereIsATableToShowEvenOfServersThatAreSilent() {
        LookOutcome outcome = LookOutcome.of(report(look(List.of(failure(FailureKind.REFUSED)), true)));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(outcome.silence()).isEmpty();
    }

    @Test
    void aKnownStateEndsWithItsVerdict() {
        RaftStatus raft =
                new RaftStatus(0, ServerState.LEADER, 1, 0, BigInteger.ONE, BigInteger.ONE, 1, BigInteger.ONE.negate());

        LookOutcome outcome =
                LookOutcome.of(report(look(List.of(new Reply.Answer<>(raft, Duration.ofMillis(2))), false)));

        assertThat(outcome).isEqualTo(new LookOutcome(ExitCode.OK, Optional.empty()));
    }

    private static Report report(Snapshot snapshot) {
        return Report.of(snapshot, Health.judge(snapshot));
    }

    private static Reply<RaftStatus> failure(FailureKind kind) {
        return new Reply.Failure<>(kind, "because of " + kind, Duration.ofMillis(1));
    }

    /** Servers of which the first tells the zone when it answers. */
    private static Snapshot look(List<Reply<RaftStatus>> replies, boolean withInventory) {
        boolean known = replies.get(0).value().isPresent();
        List<ServerView> servers = new ArrayList<>();
        for (Reply<RaftStatus> reply : replies) {
            String endpoint = "http://n1a" + servers.size() + ":2633/RPC2";
            ZoneServer server = new ZoneServer(known ? 0 : -1, "n1a" + servers.size(), endpoint, Optional.empty());
            servers.add(new ServerView(server, known, withInventory, endpoint, reply));
        }
        Zone zone = new Zone(
                0,
                "OpenNebula",
                ZoneState.ENABLED,
                List.of(),
                servers.stream().map(ServerView::server).toList());
        Reply<Zone> told = replies.get(0)
                .failure()
                .<Reply<Zone>>map(Reply.Failure::cast)
                .orElse(new Reply.Answer<>(zone, Duration.ofMillis(2)));
        Target target = new Target(
                "test",
                List.of("http://n1a0:2633/RPC2"),
                withInventory
                        ? Optional.of(InventoryReader.read(INVENTORY, InventoryOptions.NONE, Optional::empty))
                        : Optional.empty(),
                Optional.empty());
        return new Snapshot(
                Instant.EPOCH,
                target,
                told,
                servers,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Duration.ofSeconds(1));
    }
}
