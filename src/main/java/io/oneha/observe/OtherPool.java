package io.oneha.observe;

import java.util.List;

/**
 * A pool that a server believes in and that is not the zone's.
 *
 * @param names the servers that it lists
 * @param majority whether a majority of them believes in it too, so that it is a zone of its own that may take writes
 */
public record OtherPool(List<String> names, boolean majority) {}
