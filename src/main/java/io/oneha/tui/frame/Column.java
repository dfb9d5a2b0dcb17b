package io.oneha.tui.frame;

/**
 * A table's column.
 *
 * @param title its heading
 * @param shortTitle its heading where room is scarce
 * @param right whether it is aligned to the right
 * @param keep how long it is kept when room is scarce: the lowest goes first
 * @param least cells it may be cut to; 0 when it must not be cut
 * @param stretches whether it takes what no other column wants
 */
public record Column(String title, String shortTitle, boolean right, int keep, int least, boolean stretches) {}
