package io.oneha.tui.model;

import io.oneha.tui.ExtraCommand;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What stays the same while the dashboard runs.
 *
 * @param label what is looked at: the inventory's file name or the endpoint
 * @param endpoints how many endpoints are asked at first
 * @param readOnly whether changes are ruled out
 * @param interval time between two looks
 * @param timeZone how clock times are shown
 * @param extras commands that others brought
 * @param unchangeable why nothing can be changed here; empty when it can
 * @param passing whether what is written down of runs is gone with this program
 */
public record DashboardSession(
        String label,
        int endpoints,
        boolean readOnly,
        Duration interval,
        ZoneId timeZone,
        List<ExtraCommand> extras,
        Optional<String> unchangeable,
        boolean passing) {}
