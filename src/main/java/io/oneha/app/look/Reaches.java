package io.oneha.app.look;

import io.oneha.app.session.Narrator;
import io.oneha.app.session.ProcessEnvironment;
import io.oneha.app.settings.Settings;
import io.oneha.observe.Target;
import io.oneha.observe.host.HostWatch;
import io.oneha.observe.host.PeerProbing;
import io.oneha.observe.host.ScriptLook;
import io.oneha.observe.via.Preference;
import io.oneha.ssh.RemoteHosts;
import io.oneha.ssh.client.SshHosts;
import io.oneha.ssh.route.RouteSettings;
import io.oneha.ssh.route.Routes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** From settings to the hosts that are reached over SSH. */
final class Reaches {
    /** A host that does not take the connection by then is not there; its login may take longer. */
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** For hosts inside this process. */
    private static final Duration WITHIN = Duration.ofSeconds(5);

    private Reaches() {}

    /**
     * Those of a target: of an inventory, unless SSH is off; without one only when XML-RPC is to go through SSH, for an
     * endpoint alone does not say that its host may be logged in to.
     */
    static Optional<HostAccess> of(
            Target target,
            Settings settings,
            ProcessEnvironment surroundings,
            Narrator narrator,
            PeerProbing knocking) {
        Settings.Ssh ssh = settings.ssh();
        boolean wanted = !ssh.off() && (target.inventory().isPresent() || ssh.via() == Preference.SSH);
        if (!wanted) {
            return Optional.empty();
        }
        SshQuestions questions = new SshQuestions(surroundings.errIsTerminal() && !surroundings.readingWouldStopUs());
        Duration connect = ssh.timeout().compareTo(CONNECT) < 0 ? ssh.timeout() : CONNECT;
        SshHosts hosts = new SshHosts(
                new Routes(RouteSettings.ofThisProcess()), questions, ssh.askPassword(), connect, narrator::tell);
        HostWatch watch = new HostWatch(
                new ScriptLook(surroundings.clock()),
                HostWatch.Pace.within(ssh.timeout()),
                knocking,
                surroundings.clock());
        HostAccess reach = new HostAccess(hosts, watch, ssh.timeout(), questions, narrator::tell);
        reach.start(target);
        return Optional.of(reach);
    }

    /** Hosts that are made elsewhere. */
    static HostAccess over(RemoteHosts hosts, Target target, Clock clock) {
        HostWatch watch =
                new HostWatch(new ScriptLook(clock), HostWatch.Pace.within(WITHIN), PeerProbing.REPEATED, clock);
        HostAccess reach = new HostAccess(hosts, watch, WITHIN, new SshQuestions(false), line -> {});
        reach.start(target);
        return reach;
    }
}
