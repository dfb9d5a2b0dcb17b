package io.oneha.tui.model;

/**
 * A pane's selection: by the row's key, so that it stays on its row while rows come, go and change places, and by its place
 * for when that row is gone.
 */
public record Selection(String key, int index) {
    static final Selection FIRST = new Selection("", 0);
}
