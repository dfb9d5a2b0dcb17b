package io.oneha.tui.model;

import io.oneha.observe.Snapshot;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Decision;
import io.oneha.run.RunEvent;
import io.oneha.term.Size;
import java.time.Instant;

/** What can happen to the dashboard. */
public sealed interface Message {
    /** A key was pressed. */
    record Pressed(Key key) implements Message {}

    /** Text was pasted. */
    record Pasted(String text) implements Message {}

    /** The zone was looked at. */
    record Observed(Snapshot snapshot) implements Message {}

    /** Time went by. */
    record Ticked(Instant now) implements Message {}

    /** The terminal has another size. */
    record Resized(Size size) implements Message {}

    /** Something is to be told in the status line. */
    record Told(String text, boolean isError) implements Message {}

    /** What became of a request for a change. */
    record Decided(ChangeRequest wanted, Decision decision) implements Message {}

    /** Something happened in a run. */
    record Ran(RunEvent event) implements Message {}

    /** A run could not begin, or broke off. */
    record Broke(String reason) implements Message {}

    /** Something outside the model is to be done: the process is to stop for the shell, goes on after that, or is to end. */
    record Due(Effect effect) implements Message {}
}
