package io.oneha.lab.oned;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.demo.sim.XmlRpcCall.Parameter;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import io.oneha.zone.XmlRpcResponse;
import io.oneha.zone.XmlRpcResponse.NumberValue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of three lost two of them for good, and becomes a zone of one by way of solo. Facts: section 7. */
class SimOnedSoloTest extends OnedZoneFixture {
    private OnedProcess survivor;
    private List<OnedProcess> dead;

    @BeforeEach
    void loseTwo() throws Exception {
        zone.startAll();
        survivor = zone.leader();
        dead = zone.others(survivor);
        for (OnedProcess server : dead) {
            server.kill();
        }
    }

    @Test
    void whatIsNotAppliedStaysSoInSoloAndIsAppliedWhenItLeads() throws Exception {
        assertThat(survivor.hangs(LabCalls.WRITE_VMS, Parameter.of(1), Parameter.of(2), Parameter.of(100)))
                .isTrue();
        String log = log(survivor);
        assertThat(log).endsWith(" 1");
        becomesSolo();
        for (OnedProcess server : dead) {
            assertThat(delete(server)).isEqualTo(new NumberValue(0));
        }
        assertThat(OnedZone.value(survivor, "SELECT body FROM zone_pool"))
                .contains(survivor.endpoint())
                .doesNotContain(dead.get(0).endpoint(), dead.get(1).endpoint());
        assertThat(log(survivor))
                .as("neither the deletion nor the start went through it")
                .isEqualTo(log);
        assertThat(OnedZone.value(survivor, "SELECT COUNT(*) FROM vm_pool")).isEqualTo("0");

        leadsAlone();
        zone.await("the old write", () -> OnedZone.value(survivor, "SELECT COUNT(*) FROM vm_pool")
                .equals("2"));
        assertThat(update(survivor, "ALONE=\"YES\"")).isEqualTo(new NumberValue(0));
    }

    @Test
    void aHangingServerDelInTheLogBringsADeadServerBack() throws Exception {
        assertThat(survivor.hangs(
                        "one.zone.delserver", Parameter.of(0), Parameter.of(zone.servers.indexOf(dead.get(0)))))
                .isTrue();
        becomesSolo();
        for (OnedProcess server : dead) {
            assertThat(delete(server)).isEqualTo(new NumberValue(0));
        }
        leadsAlone();
        zone.await("the old deletion", () -> OnedZone.value(survivor, "SELECT body FROM zone_pool")
                .contains(dead.get(1).endpoint()));
        assertThat(update(survivor, "ALONE=\"YES\"")).isEqualTo(new NumberValue(0));
        survivor.terminate();
        survivor.exitCode();
        survivor.start();
        zone.await("it stands", () -> state().equals(Optional.of(ServerState.CANDIDATE)));
        TimeUnit.SECONDS.sleep(5);
        assertThat(state()).contains(ServerState.CANDIDATE);
    }

    private void becomesSolo() throws Exception {
        survivor.kill();
        survivor.configure(-1);
        survivor.start();
        zone.await("it is solo", () -> survivor.raft().isPresent());
        assertThat(state()).contains(ServerState.SOLO);
    }

    private void leadsAlone() throws Exception {
        survivor.terminate();
        assertThat(survivor.exitCode()).isZero();
        survivor.configure(zone.servers.indexOf(survivor));
        survivor.start();
        zone.await("it leads", () -> state().equals(Optional.of(ServerState.LEADER)));
    }

    private Optional<ServerState> state() {
        return survivor.raft().map(RaftStatus::state);
    }

    private XmlRpcResponse delete(OnedProcess server) throws Exception {
        return survivor.call("one.zone.delserver", Parameter.of(0), Parameter.of(zone.servers.indexOf(server)));
    }

    /** The newest record, and how many are not applied. */
    private static String log(OnedProcess server) {
        return OnedZone.value(server, "SELECT CONCAT(MAX(log_index), ' ', SUM(applied = '0')) FROM logdb");
    }
}
