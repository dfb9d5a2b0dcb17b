package io.oneha.tui;

import io.oneha.term.ColourDepth;
import io.oneha.term.Environment;
import java.time.Duration;
import java.util.Map;

/**
 * How the dashboard looks and what it is told beforehand.
 *
 * @param colours how many colours it may use
 * @param ascii whether it may send ASCII only
 * @param readOnly whether changes are ruled out for this run
 * @param label what is looked at: the inventory's file name or the endpoint
 * @param endpoints how many endpoints are asked at first
 * @param interval time between two looks
 */
public record DashboardOptions(
        ColourDepth colours, boolean ascii, boolean readOnly, String label, int endpoints, Duration interval) {
    /**
     * The options for a terminal.
     *
     * @param environment the process's environment, which tells colours and character set
     * @param noColour whether {@code --no-color} was given
     * @param asciiOnly whether {@code --ascii} was given
     */
    public static DashboardOptions of(
            Map<String, String> environment,
            boolean noColour,
            boolean asciiOnly,
            boolean readOnly,
            String label,
            int endpoints,
            Duration interval) {
        return new DashboardOptions(
                Environment.colours(environment, noColour),
                Environment.ascii(environment, asciiOnly),
                readOnly,
                label,
                endpoints,
                interval);
    }
}
