package io.oneha.steps.remotes;

import io.oneha.inventory.Inventory;
import io.oneha.observe.host.DriverListing;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.HostNumber;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The drivers under {@code /var/lib/one/remotes} and their configuration, as on the leader: its own kvmrc,
 * OpenNebulaNetwork.conf and the like, drivers that somebody added, links as {@code auth/default}. Both hosts have the same packages,
 * so that what differs is what somebody changed. What only this host has stays. Source: OpenNebula, "Front-end HA" (shared data
 * between HA nodes), and lib/HostSyncManager.rb, which hands this folder to every hypervisor.
 */
public record RemotesStep(RunContext context, StepSpec.Remotes spec) implements SiteWorker {
    private static final String FOLDER = DriverListing.FOLDER;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** As many names as a line bears. */
    private static final int NAMED = 5;

    public static Description describe(StepSpec.Remotes spec, Inventory inventory) {
        return Description.changes(spec, "Copy the drivers from " + spec.leader())
                .expects("the packages are those of " + spec.leader())
                .looks("compare " + FOLDER + " by checksum")
                .sends(spec.host(), unpack(RunContext.KEPT))
                .proves(
                        "everything under " + FOLDER + " on " + spec.leader() + " is here, with the same content",
                        "unpack the archive that was kept");
    }

    private static Script unpack(String kept) {
        return script("unpack").with("kept", kept);
    }

    @Override
    public boolean holds(Progress progress) {
        return differing().isEmpty();
    }

    @Override
    public void run(Progress progress) {
        List<String> paths = differing();
        if (paths.isEmpty()) {
            return;
        }
        String lines = String.join("\n", paths);
        String archive =
                leader().runs(script("pack").with("paths", lines), LIMIT).strip();
        here().runs(unpack(context.kept()).with("paths", lines).with("content", archive), LIMIT);
        List<String> named = paths.stream()
                .limit(NAMED)
                .map(path -> path.substring("./".length()))
                .toList();
        int more = paths.size() - named.size();
        progress.line("copied " + String.join(", ", named) + (more > 0 ? " and " + more + " more" : ""));
    }

    /** Paths of what the leader has and this host has not, or has otherwise. */
    private List<String> differing() {
        Listing leaders = listing(spec.leader());
        if (leaders.odd > 0) {
            throw new StepException(
                    "under " + FOLDER + " on " + spec.leader()
                            + (leaders.odd == 1 ? " a file has a name" : " " + leaders.odd + " files have names")
                            + " that oneha does not copy",
                    "use plain names there: letters, digits and ._+@%:,=~-");
        }
        Map<String, String> own = listing(spec.host()).entries;
        return leaders.entries.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(own.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What a folder holds: by path its checksum and whether it can be run, or where it leads; and how many odd names. */
    private record Listing(Map<String, String> entries, long odd) {}

    private Listing listing(String name) {
        RootShell shell = context.shell(name);
        Map<String, String> entries = new TreeMap<>();
        long odd = 0;
        for (String line : shell.runs(script("list").with("listing", DriverListing.program()), LIMIT)
                .lines()
                .toList()) {
            if (line.startsWith("odd ")) {
                odd = HostNumber.of(name, "how many odd names " + FOLDER + " has", line.substring("odd ".length()));
            } else if (line.startsWith("link ")) {
                String[] link = line.substring("link ".length()).split("\t", 2);
                entries.put(checked(shell, link[0]), "link to " + link[link.length - 1]);
            } else {
                int at = line.indexOf(" ./");
                entries.put(
                        checked(shell, line.substring(at + 1)),
                        line.substring(0, Math.max(0, at)).strip());
            }
        }
        return new Listing(entries, odd);
    }

    /** A path below the folder, for it becomes part of what is run on another host. */
    private static String checked(RootShell shell, String path) {
        if (!path.matches("\\./[A-Za-z0-9._+@%:,=~/-]+") || (path + "/").contains("/../")) {
            throw new StepException(
                    shell.name() + ": its list of " + FOLDER + " makes no sense", "see what is in there");
        }
        return path;
    }

    private static Script script(String verb) {
        return Script.of("remotes/remotes", verb).with("target", FOLDER);
    }
}
