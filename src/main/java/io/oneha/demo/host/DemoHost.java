package io.oneha.demo.host;

import io.oneha.demo.http.DemoServer;
import io.oneha.ssh.Forward;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteResult;
import io.oneha.ssh.SshException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A simulated host as SSH reaches it.
 *
 * @param paced whether what takes its time on a real host does so here
 */
record DemoHost(DemoServer server, SimHost machine, SimShell shell, boolean paced) implements RemoteHost {
    private static final Set<String> ITSELF = Set.of("127.0.0.1", "::1", "localhost");
    /** Where oned listens on a real host. */
    private static final int ONED = 2633;

    /** What a part of a copy takes, in milliseconds. */
    private static final long PART = 250;

    @Override
    public String name() {
        return machine.name();
    }

    @Override
    public RemoteResult run(RemoteCommand command, Duration deadline) {
        pass(StepCall.of(command).map(StepCall::takes).orElse(0L));
        RemoteResult result = connected(() -> shell.run(command));
        if (Math.max(result.out().length, result.err().length) > command.outputLimit()) {
            throw new SshException(
                    SshException.Kind.OUTPUT, name() + ": printed more than " + command.outputLimit() + " bytes");
        }
        return result;
    }

    @Override
    public RemoteResult stream(RemoteCommand command, InputStream in, OutputStream out, Duration deadline) {
        try {
            Optional<StepCall> dump =
                    StepCall.of(command).filter(call -> call.step().startsWith("dump "));
            if (dump.isPresent()) {
                return dumps(dump.get(), out);
            }
            RemoteResult result = connected(() -> shell.run(command));
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String arrived = line;
                told(connected(() -> shell.steps().receives(arrived)), out);
            }
            return told(result, out);
        } catch (IOException e) {
            throw new SshException(SshException.Kind.UNREACHABLE, name() + ": its output cannot be written: " + e);
        }
    }

    private RemoteResult dumps(StepCall dump, OutputStream out) throws IOException {
        RemoteResult result = SimShell.printed("");
        for (int part = 1; part <= SimInstallation.PARTS && result.isOk(); part++) {
            pass(PART);
            result = told(connected(() -> shell.copies(dump)), out);
        }
        return result;
    }

    private static RemoteResult told(RemoteResult result, OutputStream out) throws IOException {
        out.write(result.out());
        out.flush();
        return new RemoteResult(result.exitStatus(), new byte[0], result.err());
    }

    private void pass(long millis) {
        try {
            Thread.sleep(paced ? millis : 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SshException(SshException.Kind.UNREACHABLE, name() + ": interrupted");
        }
    }

    /** The port that the simulated oned has anyway: it is on this machine's loopback. */
    @Override
    public Forward forward(String host, int port, Duration deadline) {
        int its = URI.create(machine.server().endpoint()).getPort();
        boolean here = ITSELF.contains(host) || host.equals(machine.name()) || host.equals(machine.address);
        if (!here || port != ONED && port != its) {
            throw new SshException(
                    SshException.Kind.UNREACHABLE,
                    name() + ": no way to port " + port + " of " + host + " in the demo");
        }
        return connected(() -> new OpenForward(its));
    }

    /** Nothing: there is no connection to drop. */
    @Override
    public void close() {}

    private <T> T connected(Supplier<T> work) {
        try {
            return server.with(zone -> {
                if (!machine.isReachable()) {
                    throw new SshException(SshException.Kind.UNREACHABLE, name() + ": connection refused");
                }
                return work.get();
            });
        } catch (IllegalStateException e) {
            throw new SshException(SshException.Kind.UNREACHABLE, name() + ": " + e.getMessage());
        }
    }

    private final class OpenForward implements Forward {
        private final int port;
        private volatile boolean closed;

        OpenForward(int port) {
            this.port = port;
        }

        @Override
        public boolean isRefused() {
            return false;
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public boolean isOpen() {
            try {
                return !closed && connected(() -> true);
            } catch (SshException e) {
                return false;
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
