package io.oneha.zone;

import java.util.List;

/**
 * A cluster of hosts, as {@code one.cluster.info} tells it.
 *
 * @param id its id; 0 is the one that each zone has
 * @param hosts how many hosts it has
 * @param template its template
 */
public record Cluster(int id, int hosts, List<TemplateAttribute> template) {}
