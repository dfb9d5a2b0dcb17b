package io.oneha.steps.start;

import io.oneha.steps.site.BoundedWait;
import io.oneha.steps.site.Oned;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker.Progress;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** oned's unit on a host, and what its oned says once it runs. */
record Unit(RootShell shell, Oned oned) {
    static final Script ENABLE = Script.of("start/service", "enable");
    static final Script DISABLE = Script.of("start/service", "disable");
    static final Script START = Script.of("start/service", "start");
    static final Script STOP = Script.of("start/service", "stop");
    static final Script KILL = Script.of("start/service", "kill");
    static final Script RESTART = Script.of("start/service", "restart");
    private static final Duration MOST = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofSeconds(15);

    Unit(RunContext context, String host) {
        this(context.shell(host), context.site().oned(host));
    }

    /** Whether it runs. */
    boolean runs() {
        return shell.asks(Script.of("start/service", "running"), LOOK);
    }

    /** Whether it has ended, and systemd does not start it again by itself. */
    boolean hasEnded() {
        return shell.asks(Script.of("start/service", "ended"), LOOK);
    }

    /** Whether somebody has put it away, so that nothing starts it. */
    boolean isMasked() {
        return shell.asks(Script.of("start/service", "masked"), LOOK);
    }

    /** Whether it starts at boot. */
    boolean isEnabled() {
        return shell.asks(Script.of("start/service", "enabled"), LOOK);
    }

    /** One of the scripts above. */
    void does(Script script) {
        shell.runs(script, MOST);
    }

    /** Waits until its oned is in a state, as long as its unit has not given up. */
    void awaits(ServerState state, Duration most, Progress progress) {
        awaits(EnumSet.of(state), most, progress);
    }

    /** The same for one of several states. */
    void awaits(Set<ServerState> states, Duration most, Progress progress) {
        awaits(states, most, progress, () -> {});
    }

    /** @param meanwhile is done after each look that shows it in none of them */
    void awaits(Set<ServerState> states, Duration most, Progress progress, Runnable meanwhile) {
        String wanted = states.stream()
                .map(state -> state.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" or "));
        BoundedWait.until(
                most,
                shell.name() + " to be " + wanted,
                progress,
                () -> {
                    Optional<ServerState> now = oned.raft().value().map(RaftStatus::state);
                    if (now.isEmpty() && hasEnded()) {
                        throw new StepException("oned has ended on " + shell.name(), log());
                    }
                    boolean isSo = now.filter(states::contains).isPresent();
                    if (!isSo) {
                        meanwhile.run();
                    }
                    return isSo;
                },
                () -> new StepException(
                        shell.name() + " is " + words() + " after " + most.toSeconds() + " s, not " + wanted, log()));
    }

    private String log() {
        String line = shell.runs(Script.of("start/service", "words"), LOOK).strip();
        return line.isEmpty()
                ? "see `journalctl -u opennebula` on " + shell.name() + ", for its oned.log says nothing"
                : "its log: " + line;
    }

    private String words() {
        Reply<RaftStatus> reply = oned.raft();
        return reply.value()
                .map(raft -> raft.state().name().toLowerCase(Locale.ROOT))
                .orElseGet(() ->
                        "without an answer (" + reply.failure().orElseThrow().text() + ")");
    }
}
