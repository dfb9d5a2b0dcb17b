package io.oneha.observe.host;

import io.oneha.base.Resource;
import io.oneha.ssh.Become;
import io.oneha.ssh.RemoteCommand;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The script that learns everything about a host in one round trip. It runs on Debian, Ubuntu, the RHEL family and SUSE, writes
 * nothing to the host but an empty file that keeps a second look from beginning while one runs, and ends within about seven
 * seconds whatever hangs there; an idle host takes about a tenth of a second.
 */
public final class FactsScript {
    /** How many other front-ends one answer can tell about. */
    public static final int MAX_PEERS = 16;

    private static final int OUTPUT_LIMIT = 1 << 20;
    /** Each part of it has a limit of its own; this is for what nobody thought of. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9:][A-Za-z0-9._:-]{0,252}");
    private static final String TEXT = "listing=" + RemoteCommand.quoted(DriverListing.program()) + "\n"
            + Resource.text(FactsScript.class, "facts.sh");

    private FactsScript() {}

    /**
     * The command; {@link FactsParser} reads its standard output.
     *
     * @param asRoot whether to run it as root, by sudo where the login is another user's; else it tells what it could not see
     * @param peers the other front-ends whose name, port 22 and port 2633 are to be tried from there. What is no host name, and
     *     more than {@value #MAX_PEERS}, is left out. Each try opens a connection to the other's sshd and drops it, which that
     *     sshd logs: not for every look
     */
    public static RemoteCommand command(boolean asRoot, List<String> peers) {
        String[] names = peers.stream()
                .filter(name -> HOST.matcher(name).matches())
                .distinct()
                .limit(MAX_PEERS)
                .toArray(String[]::new);
        RemoteCommand command =
                RemoteCommand.script(TEXT, names).limitedTo(OUTPUT_LIMIT).endingWithin(LIMIT);
        return asRoot ? command.as(Become.ROOT) : command;
    }

    /** The program for awk that lets through what may leave the host of oned.conf and monitord.conf. */
    public static String configurationReader() {
        String start = "configuration='";
        int from = TEXT.indexOf(start) + start.length();
        return TEXT.substring(from, TEXT.indexOf('\'', from));
    }
}
