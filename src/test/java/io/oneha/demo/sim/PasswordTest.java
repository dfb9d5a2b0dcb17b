package io.oneha.demo.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.demo.sim.XmlRpcCall.Parameter;
import io.oneha.zone.RaftStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** oneadmin's password is changed in a running zone. Facts of real zones: section 12. */
class PasswordTest {
    private static final String NEW = "oneadmin:another";
    private static final long SESSION = 900_000;

    private final Lab lab = Lab.healthy(12, 3);
    private final SimServer leader = lab.leader();
    private final RaftStatus before = Lab.raft(leader);

    /** 12 of 12. */
    @ParameterizedTest
    @ValueSource(longs = {2000, 15_000, SESSION - 100_000})
    void passwdThenAPauseThenTheLeadersFileThenTheOthersChangesNoLeader(long pause) {
        passwd();
        lab.pass(pause);
        write(leader);
        lab.pass(300);
        lab.followers().forEach(PasswordTest::write);
        lab.pass(2 * SESSION);
        assertThat(Lab.raft(lab.leader()).term()).isEqualTo(before.term());
        assertThat(lab.zone.servers()).allSatisfy(server -> {
            assertThat(accepts(server, NEW)).isTrue();
            assertThat(accepts(server, Lab.ONEADMIN.session())).isFalse();
        });
    }

    /** 2 of 2: dead at once, and the old password in the files is the cure. */
    @Test
    void theFilesFirstTakesTheZoneDownUntilTheyAreAsTheyWere() {
        lab.zone.servers().forEach(PasswordTest::write);
        lab.timeUntil(2000, () -> lab.zone.leaders().isEmpty());
        lab.pass(60_000);
        assertThat(lab.zone.leaders()).isEmpty();
        lab.zone.servers().forEach(server -> server.secret = Lab.ONEADMIN.session());
        lab.timeUntil(60_000, () -> lab.zone.leaders().size() == 1);
    }

    /** 7 of 7: the followers have not applied the change yet. */
    @Test
    void theFilesWithThePasswdDeposeTheLeader() {
        passwd();
        lab.zone.servers().forEach(PasswordTest::write);
        lab.timeUntil(2000, () -> lab.zone.leaders().isEmpty());
    }

    /** 2 of 11: the question ends the session in which the leader is still let in. */
    @Test
    void aFollowerThatIsAskedWithTheNewPasswordRefusesTheOldOneAfterwards() {
        passwd();
        lab.pass(2000);
        SimServer follower = lab.followers().get(0);
        assertThat(accepts(leader, Lab.ONEADMIN.session())).isFalse();
        assertThat(accepts(follower, Lab.ONEADMIN.session())).isTrue();
        assertThat(accepts(follower, NEW)).isTrue();
        assertThat(accepts(follower, Lab.ONEADMIN.session())).isFalse();
        lab.timeUntil(1000, () -> !lab.zone.leaders().contains(leader));
    }

    @Test
    void theSessionsOfTheOldPasswordEndAfterAQuarterOfAnHour() {
        passwd();
        lab.pass(SESSION - 70_000);
        assertThat(Lab.raft(lab.leader()).term()).isEqualTo(before.term());
        lab.timeUntil(80_000, () -> lab.zone.leaders().isEmpty());
    }

    @Test
    void aRestartForgetsTheSession() {
        passwd();
        lab.pass(2000);
        SimServer follower = lab.followers().get(0);
        follower.stop();
        follower.start();
        lab.timeUntil(10_000, () -> !lab.zone.leaders().contains(leader));
    }

    @Test
    void othersMayNotAndOneadminIsToldWhenThereIsNoSuchUser() {
        assertThat(answer(leader, Lab.VIEWER.session(), "one.user.passwd", Parameter.of(0), Parameter.of("x")))
                .contains("User [2] : Not authorized to perform MANAGE USER [0].");
        assertThat(answer(leader, Lab.ONEADMIN.session(), "one.user.passwd", Parameter.of(7), Parameter.of("x")))
                .contains("Error getting user [7].");
    }

    private void passwd() {
        assertThat(lab.call(leader, 1000, "one.user.passwd", Parameter.of(0), Parameter.of("another")))
                .isPresent();
    }

    private static void write(SimServer server) {
        server.secret = NEW;
    }

    private boolean accepts(SimServer server, String session) {
        return answer(server, session, "one.zone.raftstatus").contains("&lt;RAFT&gt;");
    }

    private String answer(SimServer server, String session, String method, Parameter... parameters) {
        List<Parameter> all = new ArrayList<>(List.of(Parameter.of(session)));
        all.addAll(List.of(parameters));
        List<String> answers = new ArrayList<>();
        server.receive(new XmlRpcCall(method, all), answers::add);
        return answers.get(0);
    }
}
