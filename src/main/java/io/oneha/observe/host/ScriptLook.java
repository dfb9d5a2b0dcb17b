package io.oneha.observe.host;

import io.oneha.base.Text;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteResult;
import io.oneha.ssh.SshException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Looks by the scripts: as root where that is allowed, or else as the user of the login, who sees less. */
public final class ScriptLook implements HostLook {
    /** After how many looks without it sudo is tried again: somebody may have allowed it meanwhile. */
    private static final int TRY_SUDO_AGAIN = 6;

    private final Clock clock;
    private final Map<RemoteHost, Refusal> refusals = new ConcurrentHashMap<>();

    /** @param clock the time that the hosts' clocks are compared with */
    public ScriptLook(Clock clock) {
        this.clock = clock;
    }

    /** Why sudo refused, and how many looks ago. */
    private record Refusal(String reason, int looks) {}

    @Override
    public HostFacts facts(RemoteHost host, List<String> peers, Duration deadline) {
        Refusal refusal = refusals.get(host);
        if (refusal == null || refusal.looks() >= TRY_SUDO_AGAIN) {
            try {
                HostFacts facts = facts(host, FactsScript.command(true, peers), deadline);
                refusals.remove(host);
                return facts;
            } catch (SshException e) {
                if (e.kind() != SshException.Kind.SUDO) {
                    throw e;
                }
                refusal = new Refusal(Text.clean(e.getMessage()), 0);
            }
        }
        refusals.put(host, new Refusal(refusal.reason(), refusal.looks() + 1));
        return without(refusal.reason(), facts(host, FactsScript.command(false, peers), deadline));
    }

    @Override
    public List<NicAddress> addresses(RemoteHost host, Duration deadline) {
        RemoteResult result = host.run(Addresses.command(), deadline);
        return read(host, result, Addresses::parse);
    }

    private HostFacts facts(RemoteHost host, RemoteCommand command, Duration deadline) {
        long asked = clock.millis();
        RemoteResult result = host.run(command, deadline);
        long answered = clock.millis();
        return read(host, result, output -> FactsParser.parse(output, asked, answered));
    }

    private static <T> T read(RemoteHost host, RemoteResult result, Function<byte[], T> parser) {
        if (!result.isOk()) {
            throw new SshException(
                    SshException.Kind.OUTPUT,
                    host.name() + ": the look ended with status " + result.exitStatus() + " "
                            + Text.clean(result.errors(), 200));
        }
        try {
            return parser.apply(result.out());
        } catch (MalformedFactsException e) {
            throw new SshException(SshException.Kind.OUTPUT, host.name() + ": " + Text.clean(e.getMessage(), 200));
        }
    }

    private static HostFacts without(String reason, HostFacts facts) {
        return facts.unseen(
                Stream.concat(Stream.of(reason), facts.unseen().stream()).toList());
    }
}
