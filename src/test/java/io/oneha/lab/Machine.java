package io.oneha.lab;

import io.oneha.testing.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A machine of the lab with a root, a network and processes of its own, and a real sshd. */
public class Machine {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What a unit is once its processes are gone: activating, when it waits for its next start. */
    private static final List<String> DEAD = List.of("failed", "activating");

    private final String name;
    private final List<Addresses.Cable> cables;
    private final Namespace namespace;
    private final Namespace network;
    private final Path folder;

    Machine(String name, List<Addresses.Cable> cables, Namespace namespace, Namespace network, Path folder) {
        this.name = name;
        this.cables = cables;
        this.namespace = namespace;
        this.network = network;
        this.folder = folder;
    }

    public String name() {
        return name;
    }

    /** Its IPv4 address; of a jump host, the one on the operator's side. */
    public String address() {
        return cables.get(0).address();
    }

    /** Its IPv6 address, on the same interface. */
    public String address6() {
        return cables.get(0).v6();
    }

    List<Addresses.Cable> cables() {
        return cables;
    }

    /** Where its host keys' public halves and its plan lie, on this machine. */
    Path folder() {
        return folder;
    }

    /** Runs shell text as root; its exit status is part of the answer. */
    public Program.Result tries(String shell) {
        return namespace.run(List.of("/bin/bash", "-c", shell), "", LIMIT);
    }

    /** Runs shell text as root and gives what it printed; it must succeed. */
    public String runs(String shell) {
        return runs(shell, "");
    }

    /** The same with something to read on standard input. */
    public String runs(String shell, String input) {
        Program.Result result = namespace.run(List.of("/bin/bash", "-c", shell), input, LIMIT);
        if (result.exitCode() != 0) {
            throw new AssertionError(
                    name + ": " + shell + "\nended with " + result.exitCode() + "\n" + result.out() + result.err());
        }
        return result.out();
    }

    /** Replaces a file's text; owner and mode of a file that is there stay. */
    public void writes(String path, String text) {
        runs("cat > '" + path + "'", text);
    }

    /** A file's text. */
    public String reads(String path) {
        return runs("cat '" + path + "'");
    }

    /** Copies a file of this machine to a path there, which anybody may run. */
    public void receives(Path from, String path) throws IOException {
        String folder = path.substring(0, path.lastIndexOf('/'));
        String command = "mkdir -p " + folder + " && cat > " + path + " && chmod 755 " + path;
        Process process = new ProcessBuilder(inside(List.of("/bin/bash", "-c", command)))
                .redirectInput(from.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(path + " could not be copied to " + name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A unit's state: active, inactive, failed, activating, deactivating. */
    public String stateOf(String unit) {
        return tries("systemctl is-active " + unit).out().strip();
    }

    public void starts(String unit) {
        runs("systemctl start " + unit);
    }

    public void stops(String unit) {
        runs("systemctl stop " + unit);
    }

    /** Kills all of a unit's processes, as kill -9 or a full memory does. systemd may be about to start it again. */
    public void isKilled(String unit) {
        runs("systemctl kill -s KILL " + unit);
        Await.awaits(Duration.ofSeconds(10), unit + " on " + name + " is dead", () -> DEAD.contains(stateOf(unit)));
    }

    /** Whether it boots, and so has power. */
    boolean boots() {
        return namespace.boots();
    }

    /** Its power, where it boots. */
    public Power power() {
        if (!namespace.boots()) {
            throw new IllegalStateException(name + " has no power button: it does not boot");
        }
        return new Power(this, namespace);
    }

    /** Whether an address with its prefix length is on one of its interfaces; what is off has none. */
    public boolean holdsAddress(String cidr) {
        if (namespace.pid().isEmpty()) {
            return false;
        }
        String listed = runs("ip -o address show");
        return List.of(listed.split("\\s+")).contains(cidr);
    }

    public void takesAddress(String cidr) {
        runs("ip address add " + cidr + " dev eth0" + (cidr.contains(":") ? " nodad" : ""));
    }

    public void losesAddress(String cidr) {
        runs("ip address del " + cidr + " dev eth0");
    }

    /** Pulls its cables: nobody reaches it, it reaches nobody, its interfaces stay and have no carrier. */
    public void isCutOff() {
        cables("down");
    }

    /** Plugs its cables in again. */
    public void isBack() {
        cables("up");
    }

    private void cables(String state) {
        for (Addresses.Cable cable : cables) {
            String port = name + "." + cable.segment();
            Program.Result result =
                    network.run(List.of("ip", "link", "set", "dev", port, state), "", Duration.ofSeconds(10));
            if (result.exitCode() != 0) {
                throw new AssertionError(port + " " + state + ": " + result.err());
            }
        }
    }

    /** Every sshd on it stops dead: connections are made, by the kernel, and nobody ever says a word on them. */
    public void sshdHangs() {
        runs("pkill -STOP -x sshd");
    }

    public void sshdGoesOn() {
        runs("pkill -CONT -x sshd");
    }

    /** From now on whoever connects to port 22 is hung up on at once. */
    public void sshdClosesAtOnce() {
        stops("ssh");
        isTaken(22);
    }

    /** A program that is not ours listens on a port, and hangs up on everybody at once. */
    public void isTaken(int port) {
        runs("setsid perl -MIO::Socket::INET -e '"
                + "my $s = IO::Socket::INET->new(LocalPort => " + port + ", Listen => 50, ReuseAddr => 1) or die $!;"
                + "print STDERR qq(listening\\n); while (my $c = $s->accept) { close $c }'"
                + " < /dev/null > /dev/null 2> /run/closes-at-once & echo $! > /run/closes-at-once.pid");
        Await.awaits(Duration.ofSeconds(5), "port " + port + " is open", () -> reads("/run/closes-at-once")
                .contains("listening"));
    }

    /** Ends what {@link #isTaken} began. */
    public void isFree() {
        runs("[ ! -e /run/closes-at-once.pid ] || kill $(cat /run/closes-at-once.pid); rm -f /run/closes-at-once.pid");
    }

    /** Its sshd is again as it was. */
    public void sshdIsWell() {
        isFree();
        starts("ssh");
    }

    /** Gives it other settings of sshd: lines of sshd_config, which come before its own. */
    public void sshdHasSettings(String lines) {
        writes("/etc/ssh/sshd_config.d/lab.conf", lines);
        runs("systemctl restart ssh");
    }

    /** A command line that runs a command in here, for tests that start the process themselves. */
    public List<String> inside(List<String> command) {
        return namespace.inside(command);
    }
}
