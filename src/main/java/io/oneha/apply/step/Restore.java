package io.oneha.apply.step;

import io.oneha.ssh.RemoteCommand;

/** The commands that read a compressed dump from standard input into a database. */
final class Restore {
    private static final String CLIENT =
            "umask 077; export LC_ALL=C; client=mysql; if command -v mariadb >/dev/null; then client=mariadb; fi; ";
    /** Standard output tells how many bytes have gone through; the client's own is not wanted. */
    private static final String COUNTED = "exec 4>&1 >/dev/null; gzip -dc | dd bs=65536 status=progress 2>&4 | ";

    private static final String CHECKS =
            " --skip-reconnect --init-command='SET SESSION foreign_key_checks=0, unique_checks=0' \"$1\"";
    private static final String AS_ROOT = CLIENT + COUNTED + "$client" + CHECKS;
    /** The account's options come before the dump, as one line in base64, so that they are in no command line and no file. */
    private static final String BY_ACCOUNT =
            CLIENT + "IFS= read -r head && options=$(printf %s \"$head\" | base64 -d) || exit 1\n" + COUNTED
                    + "$client --defaults-file=/dev/fd/3" + CHECKS + " 3<<OPTIONS\n$options\nOPTIONS\n";

    private Restore() {}

    /** For root, who needs no password. */
    static RemoteCommand asRoot(String database) {
        return RemoteCommand.of("sh", "-c", AS_ROOT, "oneha", database);
    }

    /** As a command line for another shell, for whoever has the account's options. */
    static String lineByAccount(String database) {
        return RemoteCommand.of("sh", "-c", BY_ACCOUNT, "oneha", database).toString();
    }
}
