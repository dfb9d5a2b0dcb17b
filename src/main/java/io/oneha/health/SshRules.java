package io.oneha.health;

import io.oneha.observe.ServerView;
import io.oneha.observe.host.HostFailure;
import io.oneha.ssh.SshException;
import java.util.List;

/**
 * Whether the hosts could be looked at, where SSH is used: what is not looked at is not known to be good. A host whose key is
 * not the known one may be somebody else's, which is worse than one that does not answer.
 */
final class SshRules {
    private SshRules() {}

    static List<Finding> judge(RuleInput picture) {
        return (picture.isSolo() ? picture.now.servers() : picture.pool)
                .stream()
                        .flatMap(view -> view.host().failure().map(failure -> finding(view, failure)).stream())
                        .toList();
    }

    private static Finding finding(ServerView view, HostFailure failure) {
        String name = view.name();
        if (failure.kind() == SshException.Kind.HOST_KEY) {
            return FindingCode.HOST_KEY.critical(
                    name,
                    "its SSH host key is not accepted: " + failure.text(),
                    "find out why before you log in: a key that is new to this machine is accepted by `ssh "
                            + host(view)
                            + "`; if " + name + " was re-installed, `ssh-keygen -R " + host(view)
                            + "` comes first; if neither is so, somebody else may answer in its place");
        }
        return FindingCode.SSH_DOWN.warning(
                name,
                "SSH shows nothing of its host, so VIP, services, database and files are not checked there: "
                        + failure.text(),
                remedy(view, failure.kind()));
    }

    private static String remedy(ServerView view, SshException.Kind kind) {
        return switch (kind) {
            case LOGIN -> "let your key in: `ssh " + host(view) + "` must work without a password; or use --no-ssh";
            case SUDO -> "allow sudo without a password there, or log in as root";
            case SETTINGS -> "mend the SSH settings in the inventory or in ~/.ssh/config";
            case OUTPUT -> "try `ssh " + host(view) + " true`: it must print nothing";
            case UNREACHABLE, SILENT ->
                "see whether " + view.name() + " is up and sshd runs there: `ssh " + host(view) + " true`";
            case HOST_KEY -> "see `ssh " + host(view) + "`";
        };
    }

    private static String host(ServerView view) {
        return Phrases.isPlain(view.name()) ? view.name() : "HOST";
    }
}
