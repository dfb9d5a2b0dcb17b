package io.oneha.inventory;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What oneha takes from an inventory.
 *
 * @param source the file it was read from, or {@code -}
 * @param frontEndGroup the group the front-ends were found in ({@code frontend_group}, default {@code frontend})
 * @param frontEnds the front-ends in inventory order, never empty
 * @param vip {@code one_vip}/{@code one_vip_cidr}, when the inventory asks for HA
 * @param vipUnknown why the virtual address is not known although the inventory sets it, as one line with file and line
 * @param forceHa {@code force_ha}: HA also for a single front-end
 * @param zoneName {@code zone_name}
 * @param onePass {@code one_pass}: oneadmin's password
 * @param database {@code db_*}
 * @param hooks {@code leader_hook} and {@code follower_hook}
 * @param ensureKeysFor {@code ensure_keys_for}
 * @param federation whether federation variables were seen, so that plans can refuse what they do not cover
 * @param changesRefused why nothing may be changed from this inventory although it may be looked at, as one line with file
 *     and line; empty when it may. What only a change needs and cannot be known (a Jinja expression, an encrypted value
 *     without a password) then stands at its default
 * @param deploy what else of one-deploy's variables is carried out, and what is not
 */
public record Inventory(
        String source,
        String frontEndGroup,
        List<FrontEnd> frontEnds,
        Optional<Vip> vip,
        Optional<String> vipUnknown,
        boolean forceHa,
        Optional<String> zoneName,
        Optional<Secret> onePass,
        Database database,
        Hooks hooks,
        List<String> ensureKeysFor,
        boolean federation,
        Optional<String> changesRefused,
        DeploySettings deploy) {

    /**
     * The database that one-deploy would set up; the defaults are its own.
     *
     * @param backend {@code db_backend}, default {@code MariaDB}
     * @param name {@code db_name}, default {@code opennebula}
     * @param owner {@code db_owner}, default {@code oneadmin}
     * @param password {@code db_password}, empty when the inventory does not say; it may be encrypted, see {@link Secret}
     */
    public record Database(String backend, String name, String owner, Optional<Secret> password) {}

    /**
     * The raft hooks' commands, relative to oned's remotes folder.
     *
     * @param leader {@code leader_hook}, default {@code raft/vip.sh}
     * @param follower {@code follower_hook}, default {@code raft/vip.sh}
     */
    public record Hooks(String leader, String follower) {}

    /**
     * To be called before anything is planned from this inventory.
     *
     * @throws InventoryException saying {@link #changesRefused()}, when that is set
     */
    public void requireChangeable() {
        changesRefused.ifPresent(line -> {
            throw new InventoryException(line);
        });
    }

    /** Every value of it that nobody may be shown; an encrypted one that cannot be opened is missing, and was never read. */
    public List<String> secrets() {
        Stream<Secret> held = Stream.of(
                        onePass.stream(),
                        database.password().stream(),
                        deploy.repository().stream()
                                .flatMap(source ->
                                        Stream.concat(source.token().stream(), source.urls().values().stream())))
                .flatMap(secrets -> secrets);
        Stream<String> written = Stream.concat(deploy.oned().stream(), deploy.gate().stream())
                .filter(DeploySettings.OnedSetting::secret)
                .map(DeploySettings.OnedSetting::value);
        return Stream.concat(held.flatMap(secret -> opened(secret).stream()), written)
                .toList();
    }

    private static Optional<String> opened(Secret secret) {
        try {
            return Optional.of(secret.value());
        } catch (InventoryException e) {
            return Optional.empty();
        }
    }
}
