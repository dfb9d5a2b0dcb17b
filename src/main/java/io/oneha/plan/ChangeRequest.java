package io.oneha.plan;

/**
 * What the operator asked for, beside the inventory.
 *
 * @param intent what may be planned
 * @param adopt whether a front-end that runs without HA may be taken into it, with the outage that this costs
 * @param evenSize whether the zone may stay at an even number of servers
 */
public record ChangeRequest(Intent intent, boolean adopt, boolean evenSize) {}
