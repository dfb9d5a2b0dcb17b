package io.oneha.cli.look;

import io.oneha.base.Text;
import io.oneha.ssh.Become;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteResult;
import io.oneha.ssh.SshException;
import io.oneha.zone.CredentialsException;
import io.oneha.zone.CredentialsFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Reads oneadmin's credentials on a front-end, where they are the same on all. They stay in memory. Source: OpenNebula,
 * "Front-end HA", and one-deploy's role opennebula/server, which writes them to {@code /var/lib/one/.one/one_auth}.
 *
 * @param choice the credentials
 * @param reasons why hosts did not have them, one line each, fit for a terminal
 */
record RemoteAuth(Optional<CredentialsChoice> choice, List<String> reasons) {
    private static final String FILE = "/var/lib/one/.one/one_auth";
    private static final int MOST_BYTES = 4096;
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Nobody was asked. */
    static final RemoteAuth NONE = new RemoteAuth(Optional.empty(), List.of());

    /** The first host's that has them; all are asked at once. */
    static RemoteAuth read(List<RemoteHost> hosts, Duration timeout, LongSupplier paused) {
        List<String> reasons = new ArrayList<>();
        BlockingQueue<RemoteAuth> answers = new LinkedBlockingQueue<>();
        for (RemoteHost host : hosts) {
            Thread thread = new Thread(() -> answers.add(of(host, timeout)), "oneha-auth-" + host.name());
            thread.setDaemon(true);
            thread.start();
        }
        long start = System.nanoTime();
        long pausedBefore = paused.getAsLong();
        int open = hosts.size();
        try {
            while (open > 0) {
                long spent = System.nanoTime() - start - (paused.getAsLong() - pausedBefore);
                if (spent > timeout.toNanos()) {
                    break;
                }
                RemoteAuth answer = answers.poll(SLICE_NANOS, TimeUnit.NANOSECONDS);
                if (answer != null && answer.choice().isPresent()) {
                    return answer;
                }
                if (answer != null) {
                    reasons.addAll(answer.reasons());
                    open--;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new RemoteAuth(Optional.empty(), List.copyOf(reasons));
    }

    private static RemoteAuth of(RemoteHost host, Duration timeout) {
        try {
            RemoteResult result =
                    host.run(RemoteCommand.of("cat", FILE).as(Become.ROOT).limitedTo(MOST_BYTES), timeout);
            if (!result.isOk()) {
                return without(host.name() + ": " + Text.clean(result.errors(), 200));
            }
            String subject = FILE + " on " + host.name();
            CredentialsChoice choice = new CredentialsChoice(CredentialsFile.parse(result.text(), subject), subject);
            return new RemoteAuth(Optional.of(choice), List.of());
        } catch (SshException | CredentialsException e) {
            return without(Text.clean(e.getMessage()));
        }
    }

    private static RemoteAuth without(String reason) {
        return new RemoteAuth(Optional.empty(), List.of(reason));
    }
}
