package io.oneha.lab.oned;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.demo.sim.XmlRpcCall.Parameter;
import io.oneha.zone.XmlRpcResponse.NumberValue;
import io.oneha.zone.XmlRpcResponse.TextValue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** oneadmin's password is changed on running processes. Facts: section 12. */
class SimOnedPasswordTest extends OnedZoneFixture {
    private static final String NEW = "oneadmin:another";

    @Test
    void passwdThenAPauseThenTheFilesChangesNoLeaderAndNeedsNoRestart() throws Exception {
        zone.startAll();
        OnedProcess leader = zone.leader();
        long term = zone.term();
        assertThat(passwd(leader)).as(() -> zone.servers.toString()).isEqualTo(new NumberValue(0));
        TimeUnit.SECONDS.sleep(2);
        assertThat(accepts(leader, OnedProcess.SESSION)).isFalse();
        for (OnedProcess follower : zone.others(leader)) {
            assertThat(accepts(follower, OnedProcess.SESSION)).isTrue();
        }
        leader.oneAuth(NEW);
        for (OnedProcess follower : zone.others(leader)) {
            follower.oneAuth(NEW);
        }
        TimeUnit.SECONDS.sleep(2);
        for (OnedProcess server : zone.servers) {
            assertThat(accepts(server, NEW)).isTrue();
            assertThat(accepts(server, OnedProcess.SESSION)).isFalse();
            assertThat(((TextValue) server.callAs(NEW, "one.zone.raftstatus")).text())
                    .contains("<TERM>" + term + "</TERM>");
        }
    }

    @Test
    void aWrongFileDeposesTheLeaderWithTheNextCallAndTheRightOneHeals() throws Exception {
        zone.startAll();
        OnedProcess leader = zone.leader();
        leader.oneAuth(NEW);
        zone.await("it steps down", () -> leader.log().contains("term (4294967295) is higher than current"));
        leader.oneAuth(OnedProcess.SESSION);
        zone.leader();
    }

    @Test
    void theOldPasswordIsTakenForAsLongAsASessionLasts() throws Exception {
        for (int i = 0; i < 3; i++) {
            zone.server(i).configure(i, "SESSION_EXPIRATION_TIME ", "8");
        }
        zone.startAll();
        OnedProcess leader = zone.leader();
        assertThat(passwd(leader)).isEqualTo(new NumberValue(0));
        TimeUnit.MILLISECONDS.sleep(500);
        assertThat(leader.log()).doesNotContain("is higher than current");
        zone.await("a follower refuses it", () -> leader.log().contains("term (4294967295) is higher than current"));
    }

    private static Object passwd(OnedProcess leader) throws Exception {
        return leader.call("one.user.passwd", Parameter.of(0), Parameter.of("another"));
    }

    private static boolean accepts(OnedProcess server, String session) throws Exception {
        return server.callAs(session, "one.zone.raftstatus") instanceof TextValue;
    }
}
