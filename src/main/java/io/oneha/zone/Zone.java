package io.oneha.zone;

import java.util.List;

/**
 * A zone as {@code one.zone.info} tells it. A follower's answer may be stale.
 *
 * @param id the zone's id
 * @param name its name
 * @param state whether it is enabled
 * @param template its template
 * @param servers its pool of servers in oned's order; empty before HA
 */
public record Zone(int id, String name, ZoneState state, List<TemplateAttribute> template, List<ZoneServer> servers) {}
