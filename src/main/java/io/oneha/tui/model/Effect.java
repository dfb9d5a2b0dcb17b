package io.oneha.tui.model;

import io.oneha.health.ZoneEvent;
import io.oneha.plan.ChangeRequest;
import io.oneha.term.Background;
import io.oneha.tui.ExtraCommand;
import java.util.List;

/** What the dashboard is to do outside its model. */
public sealed interface Effect {
    /** Look at the zone now. */
    record Refresh() implements Effect {}

    /** Keep events for later days. */
    record Keep(List<ZoneEvent> events) implements Effect {}

    /** Run a command that somebody else brought. */
    record Run(ExtraCommand command, List<String> arguments) implements Effect {}

    /** Plan a change. */
    record Plan(ChangeRequest wanted) implements Effect {}

    /** Carry a plan out. */
    record Start(ChangeRequest wanted, io.oneha.plan.Plan plan) implements Effect {}

    /** Stop the run at the next safe place. */
    record StopRun() implements Effect {}

    /** Stop for the shell. */
    record Suspend() implements Effect {}

    /** Draw everything anew. */
    record Repaint() implements Effect {}

    /** Draw for such a background: the terminal has told of its own. */
    record Recolour(Background background) implements Effect {}

    /** End. */
    record Quit(int exitCode) implements Effect {}
}
