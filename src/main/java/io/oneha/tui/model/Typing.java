package io.oneha.tui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The line being typed, and the commands typed before.
 *
 * @param prompt the line being typed
 * @param commands commands typed before, oldest first, bounded
 */
public record Typing(Optional<Prompt> prompt, List<String> commands) {
    static final Typing NOTHING = new Typing(Optional.empty(), List.of());
    private static final int COMMANDS_KEPT = 50;

    Typing in(Prompt line) {
        return new Typing(Optional.of(line), commands);
    }

    Typing closed() {
        return new Typing(Optional.empty(), commands);
    }

    Typing entered(String command) {
        List<String> more = new ArrayList<>(commands);
        more.remove(command);
        more.add(command);
        int drop = Math.max(0, more.size() - COMMANDS_KEPT);
        return new Typing(Optional.empty(), List.copyOf(more.subList(drop, more.size())));
    }
}
