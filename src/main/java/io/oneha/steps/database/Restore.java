package io.oneha.steps.database;

import io.oneha.ssh.RemoteCommand;
import io.oneha.steps.site.Account;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The command that reads a compressed dump from standard input into a database: by the database's own account, and as an account
 * of the system that is not root. Whatever stands in the dump, the client takes it for SQL and nothing else: it runs no program
 * and opens no file. Source: MariaDB, "mariadb Command-Line Client", --binary-mode, --sandbox; MySQL, "mysql Client Options",
 * --binary-mode, --system-command.
 */
final class Restore {
    /** The account's options come before the dump, as one line in base64, so that they are in no command line and no file. */
    private static final String BY_ACCOUNT =
            """
            umask 077; export LC_ALL=C; client=mysql; if command -v mariadb >/dev/null; then client=mariadb; fi
            IFS= read -r head && options=$(printf %s "$head" | base64 -d) || exit 1
            safe='--binary-mode --skip-local-infile'
            known=$($client --no-defaults --help 2>/dev/null)
            case $known in *--sandbox*) safe="$safe --sandbox" ;; esac
            case $known in *--system-command*) safe="$safe --skip-system-command" ;; esac
            exec 4>&1 >/dev/null
            gzip -dc | dd bs=65536 status=progress 2>&4 | $client --defaults-file=/dev/fd/3 $safe --skip-reconnect \
                --init-command='SET SESSION foreign_key_checks=0, unique_checks=0' "$1" 3<<OPTIONS
            $options
            OPTIONS
            """;

    /** Makes root another account. */
    static final String PROGRAM = "runuser";

    private Restore() {}

    /** For root, who becomes oneadmin first. */
    static RemoteCommand asOneadmin(String database) {
        return RemoteCommand.of(PROGRAM, "-u", "oneadmin", "--", "sh", "-c", BY_ACCOUNT, "oneha", database);
    }

    /** As a command line for another shell, of whoever has the account's options. */
    static String line(String database) {
        return RemoteCommand.of("sh", "-c", BY_ACCOUNT, "oneha", database).toString();
    }

    /** What goes before the dump. */
    static byte[] head(Account account) {
        byte[] options = account.options().getBytes(StandardCharsets.UTF_8);
        return (Base64.getEncoder().encodeToString(options) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
