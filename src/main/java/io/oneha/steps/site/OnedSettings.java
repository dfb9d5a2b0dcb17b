package io.oneha.steps.site;

import io.oneha.inventory.DeploySettings;
import io.oneha.onedconf.ConfEditor;

/** The inventory's {@code oned_conf} in an oned.conf. */
public final class OnedSettings {
    private OnedSettings() {}

    /** @throws IllegalArgumentException oned.conf cannot hold a value */
    public static ConfEditor applied(ConfEditor conf, DeploySettings deploy) {
        ConfEditor applied = conf;
        for (DeploySettings.OnedSetting setting : deploy.oned()) {
            ConfEditor before = applied;
            applied = setting.section()
                    .map(section -> before.with(section, setting.name(), setting.value()))
                    .orElseGet(() -> before.with(setting.name(), setting.value()));
        }
        return applied;
    }
}
