package io.oneha.inventory;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one-deploy sets up on a front-end besides its HA, as far as oneha does so as well, and the names of what it leaves out.
 *
 * @param oned {@code oned_conf}: what is set in oned.conf over the package's own, in the inventory's order
 * @param gate {@code gate_endpoint}: {@value #GATE}, where it is not {@code http://VIP:5030}
 * @param repository where packages come from, when the inventory says so
 * @param notApplied the inventory's variables that are in force on a front-end and that oneha does nothing with, in
 *     alphabetical order, such as {@code features.ceph}
 */
public record DeploySettings(
        List<OnedSetting> oned,
        Optional<OnedSetting> gate,
        Optional<PackageRepository> repository,
        List<String> notApplied) {
    /** OneGate's address in oned.conf. */
    public static final String GATE = "ONEGATE_ENDPOINT";

    /** Nothing of it. */
    public static final DeploySettings NONE =
            new DeploySettings(List.of(), Optional.empty(), Optional.empty(), List.of());

    /**
     * A value of oned.conf.
     *
     * @param section the section that it stands in; empty where it stands for itself
     * @param name its name in capitals
     * @param value what is set, without quotes
     * @param secret whether it was encrypted, so that nothing may show it
     */
    public record OnedSetting(Optional<String> section, String name, String value, boolean secret) {
        /** The setting as oned.conf has it, fit to be shown. */
        public String shown() {
            String pair = name + " = " + (secret ? "********" : value);
            return section.map(around -> around + " = [ " + pair + " ]").orElse(pair);
        }

        /** The same as {@link #shown}: a record that holds a secret can be logged. */
        @Override
        public String toString() {
            return shown();
        }
    }

    /**
     * OpenNebula's package source, by one-deploy's role {@code repository}. The maps go by distribution and family as Ansible
     * calls them ({@code Debian}, {@code Ubuntu}, {@code RedHat}, {@code openSUSE Leap}, {@code Suse}); what they lack is
     * one-deploy's default.
     *
     * @param version {@code one_version}
     * @param token {@code one_token}, {@code USER:PASSWORD} of a subscription
     * @param urls {@code opennebula_repo_url}
     * @param keyUrls {@code opennebula_repo_key_url}
     * @param paths {@code opennebula_repo_path}
     * @param keyPaths {@code opennebula_repo_key_path}
     * @param trusted {@code opennebula_repo_force_trusted}: signatures are not looked at
     */
    public record PackageRepository(
            Optional<String> version,
            Optional<Secret> token,
            Map<String, Secret> urls,
            Map<String, String> keyUrls,
            Map<String, String> paths,
            Map<String, String> keyPaths,
            boolean trusted) {
        /** OpenNebula's key, which is trusted where the inventory has no other. */
        public static final String KEY = "https://downloads.opennebula.io/repo/repo2.key";

        private static final String PUBLIC = "https://downloads.opennebula.io/repo/";
        private static final String SUBSCRIBED = "https://enterprise.opennebula.io/repo/";

        /**
         * OpenNebula's own source of a version, without what each distribution adds to it and without a slash at its end.
         *
         * @param subscribed whether it is the one that asks for a login
         */
        public Optional<String> ownUrl(boolean subscribed) {
            return version.map(known -> (subscribed ? SUBSCRIBED : PUBLIC) + known);
        }
    }
}
