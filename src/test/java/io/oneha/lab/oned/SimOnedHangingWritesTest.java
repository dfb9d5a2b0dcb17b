package io.oneha.lab.oned;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.demo.sim.XmlRpcCall.Parameter;
import io.oneha.zone.MalformedAnswerException;
import io.oneha.zone.XmlRpcResponse.NumberValue;
import io.oneha.zone.XmlRpcResponse.TextValue;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Writes without a majority keep their lock, and what cures that. Facts: section 5, and 2.2 of what a zone does. */
class SimOnedHangingWritesTest extends OnedZoneFixture {
    private static final int PLACES = 15;

    @Test
    void theyQueueBehindOneAnotherReadsPassUntilAllPlacesAreTakenAndARestartCures() throws Exception {
        zone.startAll();
        OnedProcess leader = zone.leader();
        for (OnedProcess follower : zone.others(leader)) {
            follower.kill();
        }
        writesInTheBackground(leader, 3);
        zone.await("the first one's record", () -> lastIndex(leader) == 4);
        assertThat(leader.call("one.zone.info", Parameter.of(0), Parameter.of(false)))
                .isInstanceOf(TextValue.class);
        assertThat(leader.raft()).isPresent();
        assertThat(lastIndex(leader)).as("the others wait for its lock").isEqualTo(4);

        writesInTheBackground(leader, PLACES - 3);
        zone.await("silence", () -> leader.raft().isEmpty());
        assertThat(leader.isRunning()).isTrue();

        leader.kill();
        zone.startAll();
        assertThat(writeVms(zone.leader(), 1)).isEqualTo(new NumberValue(1));
    }

    @Test
    void fromTwoToOneTheDeletionPassesButWhatHungBeforeHangsOnUntilARestart() throws Exception {
        zone.end();
        zone = OnedZone.create(work.resolve("two"), List.of(mariaDb, mariaDb), 2);
        zone.startAll();
        OnedProcess leader = zone.leader();
        OnedProcess follower = zone.others(leader).get(0);
        follower.terminate();
        assertThat(follower.exitCode()).isZero();
        Parameter id = Parameter.of(zone.servers.indexOf(follower));
        writesInTheBackground(leader, 1);
        zone.await("its record", () -> lastIndex(leader) == 4);

        assertThat(leader.call("one.zone.delserver", Parameter.of(0), id)).isEqualTo(new NumberValue(0));
        assertThat(leader.hangs(LabCalls.WRITE_VMS, Parameter.of(1), Parameter.of(2), Parameter.of(100)))
                .isTrue();
        leader.terminate();
        assertThat(leader.exitCode()).isZero();
        leader.start();
        assertThat(writeVms(zone.leader(), 1)).isEqualTo(new NumberValue(1));
    }

    /** Clients that each wait for the answer to a write, for some seconds. */
    private static void writesInTheBackground(OnedProcess server, int count) {
        for (int i = 0; i < count; i++) {
            CompletableFuture.runAsync(
                    () -> {
                        try {
                            writeVms(server, 1);
                        } catch (IOException | MalformedAnswerException e) {
                            // It hangs, as it should.
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    work -> new Thread(work, "client").start());
        }
    }
}
