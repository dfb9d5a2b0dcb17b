package io.oneha.app.session;

import io.oneha.app.settings.ConfigKey;
import io.oneha.app.settings.Settings;
import io.oneha.app.settings.SettingsReader;
import java.io.PrintWriter;
import java.util.Map;

/**
 * What a command works with.
 *
 * @param surroundings the world around it
 * @param given what the command line sets
 * @param out standard output
 * @param narrator standard error
 */
public record Session(
        ProcessEnvironment surroundings, Map<ConfigKey, String> given, PrintWriter out, Narrator narrator) {
    /** The settings, whether they name a target or not. */
    public Settings settings() {
        try {
            return new SettingsReader(surroundings.environment(), narrator::warn).read(given);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        }
    }

    /** The settings of a command that looks at a zone. */
    public Settings settingsWithTarget() {
        Settings settings = settings();
        if (!settings.namesATarget()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "no zone to look at: name an inventory (-i FILE) or an endpoint (-e URL), or try 'oneha demo'");
        }
        return settings;
    }

    /** Whether what is printed may have colours: where they are wanted and a terminal shows them. */
    public boolean isColoured(Settings settings) {
        return surroundings.outIsTerminal() && !settings.noColor();
    }

    /** The same without words on a terminal that the dashboard is about to own. */
    public Session quietOnTerminal() {
        return surroundings.errIsTerminal() ? new Session(surroundings, given, out, Narrator.MUTE) : this;
    }
}
