package io.oneha.cli;

import io.oneha.ssh.SshException;
import io.oneha.ssh.SshProbe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code oneha ssh-check}: hidden until commands work through SSH; it proves that this build's SSH does. */
@Command(name = "ssh-check", hidden = true, description = "Log in to a host over SSH and run true there.")
public final class SshCheckCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "HOST", description = "Host name or address.")
    String host;

    @Option(names = "--port", defaultValue = "22", description = "sshd's port.")
    int port;

    @Option(names = "--user", required = true, description = "User to log in as.")
    String user;

    @Option(names = "--key", required = true, description = "Private key file.")
    Path key;

    @Option(names = "--known-hosts", required = true, description = "known_hosts file.")
    Path knownHosts;

    @Override
    public Integer call() {
        try {
            SshProbe.Result result =
                    SshProbe.run(new SshProbe.Login(host, port, user, key, knownHosts, Duration.ofSeconds(10)));
            spec.commandLine()
                    .getOut()
                    .println(host + ": logged in, host key " + result.hostKeyType() + ", " + result.serverVersion());
            return result.exitStatus() == 0 ? 0 : 2;
        } catch (SshException e) {
            spec.commandLine().getErr().println("oneha: " + e.getMessage());
            return e.kind() == SshException.Kind.UNREACHABLE ? 69 : 77;
        }
    }
}
