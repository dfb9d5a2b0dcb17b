package io.oneha.run.journal;

import io.oneha.base.HostName;
import io.oneha.plan.ChangeRequest;
import java.nio.file.Path;

/**
 * Who carries a plan out, from where, and what was asked for: with it the same plan can be made again.
 *
 * @param user the operator's user name
 * @param host the machine that oneha runs on
 * @param pid the process
 * @param version oneha's
 * @param inventory the inventory's absolute path; {@code -} when it was read from standard input
 * @param request what was asked for
 */
public record RunOrigin(String user, String host, long pid, String version, String inventory, ChangeRequest request) {
    /**
     * That of this process.
     *
     * @param version oneha's
     * @param inventory what the operator named: a file, or {@code -}
     * @param request what was asked for
     */
    public static RunOrigin ofThisProcess(String version, String inventory, ChangeRequest request) {
        String path = inventory.equals("-")
                ? inventory
                : Path.of(inventory).toAbsolutePath().normalize().toString();
        String user = System.getProperty("user.name", "");
        return new RunOrigin(user, hostName(), ProcessHandle.current().pid(), version, path, request);
    }

    private static String hostName() {
        return HostName.ofThisMachine().orElseGet(() -> System.getenv().getOrDefault("HOSTNAME", "localhost"));
    }
}
