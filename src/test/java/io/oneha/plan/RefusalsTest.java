package io.oneha.plan;

import static io.oneha.zone.ServerState.CANDIDATE;
import static io.oneha.zone.ServerState.FOLLOWER;
import static io.oneha.zone.ServerState.LEADER;
import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.plan.Decision.Refusal;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is never planned, whatever is asked for. */
class RefusalsTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isRefused(String why, Scene scene, ChangeRequest request, String code, String text) {
        Refusal refusal = refusal(scene.decides(request));
        assertThat(refusal.word()).isEqualTo(code);
        assertThat(refusal.reason()).contains(text).doesNotContain("\n");
        assertThat(refusal.remedy()).isNotBlank();
    }

    static Stream<Arguments> isRefused() {
        ChangeRequest all = new ChangeRequest(Intent.CONVERGE, false, false);
        ChangeRequest scale = new ChangeRequest(Intent.SCALE_UP, false, false);
        ChangeRequest force = new ChangeRequest(Intent.FORCE_HA, false, false);
        ChangeRequest adopt = new ChangeRequest(Intent.CONVERGE, true, false);
        return Stream.of(
                Arguments.of("without a VIP", wanting().withoutVip(), all, "NO_VIP", "one_vip"),
                Arguments.of("a host that was not seen", wanting().unseen("n1a3"), all, "HOST_UNSEEN", "n1a3"),
                Arguments.of(
                        "a host that the inventory keeps SSH from",
                        wanting().with("oneha_ssh: false").unseen("n1a3"),
                        all,
                        "HOST_UNSEEN",
                        "oneha_ssh in the inventory turns SSH off"),
                Arguments.of("a host without sudo", wanting().withoutSudo("n1a3"), all, "NO_SUDO", "n1a3: sudo asks"),
                Arguments.of(
                        "no leader",
                        Scene.wants("n1a1", "n1a2", "n1a3")
                                .runs("n1a1", CANDIDATE)
                                .runs("n1a2", FOLLOWER),
                        all,
                        "NO_LEADER",
                        ""),
                Arguments.of(
                        "a member that is down",
                        Scene.wants("n1a1", "n1a2", "n1a3", "n1a4")
                                .runs("n1a1", LEADER)
                                .runs("n1a2", FOLLOWER)
                                .isDown("n1a3"),
                        all,
                        "SERVER_UNREACHABLE",
                        "refused"),
                Arguments.of("a disabled zone", wanting().isDisabled(), all, "ZONE_DISABLED", "disabled"),
                Arguments.of(
                        "a joiner that runs a zone of its own",
                        wanting().runsSolo("n1a3"),
                        all,
                        "RUNS_ALREADY",
                        "n1a3"),
                Arguments.of(
                        "a server that the inventory lacks, while another is to join",
                        wanting().runs("n1a9", FOLLOWER),
                        all,
                        "EXTRA_SERVER",
                        "n1a9 is in the zone and not in the inventory"),
                Arguments.of(
                        "a zone that is down",
                        Scene.wants("n1a1", "n1a2", "n1a3").isStopped("n1a2"),
                        all,
                        "ZONE_DOWN",
                        "n1a2"),
                Arguments.of("nothing to join", Scene.wants("n1a1", "n1a2"), scale, "NO_ZONE", "no zone"),
                Arguments.of(
                        "force-ha for three", Scene.wants("n1a1", "n1a2", "n1a3"), force, "NOT_ONE_FRONT_END", "3"),
                Arguments.of(
                        "scale-up without HA", Scene.wants("n1a1", "n1a2").runsSolo("n1a1"), scale, "NOT_HA", "n1a1"),
                Arguments.of(
                        "sqlite, adopted",
                        Scene.wants("n1a1")
                                .with("force_ha: true")
                                .runsSolo("n1a1")
                                .onSqlite(),
                        adopt,
                        "DB_NOT_HA",
                        "SQLite"),
                Arguments.of(
                        "a leader that the inventory lacks",
                        Scene.wants("n1a2", "n1a3")
                                .runs("n1a9", LEADER)
                                .runs("n1a2", FOLLOWER)
                                .runs("n1a8", FOLLOWER),
                        all,
                        "LEADER_NOT_IN_INVENTORY",
                        "leader"));
    }

    private static Scene wanting() {
        return Scene.wants("n1a1", "n1a2", "n1a3").runs("n1a1", LEADER).runs("n1a2", FOLLOWER);
    }

    private static Refusal refusal(Decision decision) {
        assertThat(decision).isInstanceOf(Refusal.class);
        return (Refusal) decision;
    }
}
