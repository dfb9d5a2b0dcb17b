package io.oneha.app.look;

import io.oneha.base.Amounts;
import io.oneha.base.Text;
import io.oneha.ssh.Become;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteResult;
import io.oneha.ssh.SshException;
import io.oneha.zone.Credentials;
import io.oneha.zone.CredentialsException;
import io.oneha.zone.CredentialsFile;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Reads oneadmin's credentials on a front-end, where they are the same on all. They stay in memory. Source: OpenNebula,
 * "Front-end HA", and one-deploy's role opennebula/server, which writes them to {@code /var/lib/one/.one/one_auth}.
 *
 * @param choice the credentials
 * @param reasons why hosts did not have them, one line each, fit for a terminal
 * @param unreached that hosts were asked and none could be reached: whether they have credentials is not known
 */
record RemoteAuth(Optional<CredentialsChoice> choice, List<String> reasons, boolean unreached) {
    private static final String FILE = "/var/lib/one/.one/one_auth";
    private static final int MOST_BYTES = 4096;

    /**
     * As oneadmin, whose folder it is in: what oneadmin puts there as a link must not make root read another's file. Of what is no
     * file, such as a named pipe, a read may never end.
     */
    private static final RemoteCommand READ = RemoteCommand.of(
                    "runuser",
                    "-u",
                    "oneadmin",
                    "--",
                    "sh",
                    "-c",
                    "if [ -L \"$1\" ]; then echo \"$1 is a link\" >&2; exit 1; fi;"
                            + " if [ -e \"$1\" ] && [ ! -f \"$1\" ]; then echo \"$1 is not a regular file\" >&2; exit 1; fi;"
                            + " exec cat -- \"$1\"",
                    "oneha",
                    FILE)
            .as(Become.ROOT)
            .limitedTo(MOST_BYTES);

    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Nobody was asked. */
    static final RemoteAuth NONE = new RemoteAuth(Optional.empty(), List.of(), false);

    /**
     * Those that work, of all hosts: all are asked at once, and each has its time. Where they differ, those count by which more
     * servers of the zone's pool answer, or else more servers at all; of equal ones, those that more hosts have; of equal ones again,
     * the first host's.
     *
     * @param servers who answers to these credentials
     * @param narrator told when hosts have different ones
     */
    static RemoteAuth read(
            List<RemoteHost> hosts,
            Duration timeout,
            LongSupplier paused,
            Function<Credentials, Answering> servers,
            Consumer<String> narrator) {
        Map<String, RemoteAuth> told = read(hosts, timeout, paused);
        hosts.forEach(host -> told.computeIfAbsent(host.name(), name -> silent(name, timeout)));
        List<CredentialsChoice> found = hosts.stream()
                .flatMap(host -> told.get(host.name()).choice().stream())
                .toList();
        Map<Credentials, Long> owners = new LinkedHashMap<>();
        found.forEach(choice -> owners.merge(choice.credentials(), 1L, Long::sum));
        List<String> reasons = hosts.stream()
                .flatMap(host -> told.get(host.name()).reasons().stream())
                .toList();
        if (owners.size() < 2) {
            boolean unreached = !told.isEmpty() && told.values().stream().allMatch(RemoteAuth::unreached);
            return new RemoteAuth(found.stream().findFirst(), reasons, unreached);
        }
        Map<Credentials, Answering> answers = new HashMap<>();
        owners.keySet().forEach(credentials -> answers.put(credentials, servers.apply(credentials)));
        Credentials best = owners.keySet().stream()
                .min(Comparator.<Credentials, Answering>comparing(answers::get, Answering.FEWEST_FIRST.reversed())
                        .thenComparing(credentials -> -owners.get(credentials)))
                .orElseThrow();
        CredentialsChoice choice = found.stream()
                .filter(one -> one.credentials().equals(best))
                .findFirst()
                .orElseThrow();
        narrator.accept("the front-ends have different credentials of oneadmin; those of " + choice.origin()
                + " are used, to which " + answers.get(best).servers() + " servers answer");
        return new RemoteAuth(Optional.of(choice), reasons, false);
    }

    private static Map<String, RemoteAuth> read(List<RemoteHost> hosts, Duration timeout, LongSupplier paused) {
        Map<String, RemoteAuth> told = new HashMap<>();
        BlockingQueue<Map.Entry<String, RemoteAuth>> answers = new LinkedBlockingQueue<>();
        for (RemoteHost host : hosts) {
            Thread thread = new Thread(
                    () -> answers.add(Map.entry(host.name(), of(host, timeout))), "oneha-auth-" + host.name());
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
                Map.Entry<String, RemoteAuth> answer = answers.poll(SLICE_NANOS, TimeUnit.NANOSECONDS);
                if (answer != null) {
                    told.put(answer.getKey(), answer.getValue());
                    open--;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return told;
    }

    private static RemoteAuth of(RemoteHost host, Duration timeout) {
        try {
            RemoteResult result = host.run(READ.endingWithin(timeout), timeout);
            if (result.isCutOff()) {
                return silent(host.name(), timeout);
            }
            if (!result.isOk()) {
                return without(host.name() + ": " + Text.clean(result.errors().strip(), 200), false);
            }
            String subject = FILE + " on " + host.name();
            CredentialsChoice choice = new CredentialsChoice(CredentialsFile.parse(result.text(), subject), subject);
            return new RemoteAuth(Optional.of(choice), List.of(), false);
        } catch (SshException e) {
            boolean away = e.kind() == SshException.Kind.UNREACHABLE || e.kind() == SshException.Kind.SILENT;
            return without(Text.clean(e.getMessage()), away);
        } catch (CredentialsException e) {
            return without(Text.clean(e.getMessage()), false);
        }
    }

    private static RemoteAuth silent(String host, Duration timeout) {
        return without(host + ": no answer within " + Amounts.took(timeout), true);
    }

    private static RemoteAuth without(String reason, boolean unreached) {
        return new RemoteAuth(Optional.empty(), List.of(reason), unreached);
    }
}
