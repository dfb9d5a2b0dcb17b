package io.oneha.health;

import io.oneha.observe.host.DriverListing;
import io.oneha.observe.host.HostFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Front-ends that are not set up alike, each compared with the leader; without one, with the host that differs least from
 * all. What is compared must be equal for any of them to take over.
 */
final class DriftRules {
    private static final String CONFIG = "/etc/one/";
    private static final String AUTH = "/var/lib/one/.one/";
    private static final String DRIVERS = DriverListing.FOLDER + "/";
    private static final String KEYS = "/var/lib/one/.ssh/";

    /** As long as a reason may get. */
    private static final int REASON = 190;

    private static final int AUTH_REASON = 130;

    /** Compared value by value, for they hold what is each host's own. */
    private static final List<String> BY_VALUE = List.of(CONFIG + "oned.conf");

    /** What editors and package managers leave beside a file. */
    private static final Pattern LEFTOVER = Pattern.compile(
            ".*(~|\\.(bak|orig|old|save|swp|swo|tmp|rpmnew|rpmsave|rpmorig|augsave|augnew|dpkg-[a-z]+|ucf-[a-z]+))");

    private DriftRules() {}

    static List<Finding> judge(RuleInput picture) {
        List<Hosts.Known> known = Hosts.known(picture);
        List<Finding> findings = new ArrayList<>();
        List<String> common = commonVipSettings(picture, known);
        if (!common.isEmpty()) {
            findings.add(FindingCode.CONFIG_DRIFT.warning(
                    Finding.ZONE,
                    "on every front-end: " + Phrases.fitting(common, REASON),
                    "set it in /etc/one on every front-end, or correct one_vip in the inventory"));
        }
        Optional<Hosts.Known> reference = Hosts.reference(
                picture,
                known,
                (one, other) -> files(one, other).count()
                        + auth(one, other).count()
                        + keys(one, other).count()
                        + drivers(one, other).count()
                        + OnedConfDrift.parts(one, other).size());
        for (Hosts.Known host : known) {
            Optional<Hosts.Known> other = reference.filter(one -> !one.equals(host));
            config(picture, other, host, common.isEmpty()).ifPresent(findings::add);
            other.flatMap(one -> auth(one, host)).ifPresent(findings::add);
            other.flatMap(one -> VersionRules.judge(one, host)).ifPresent(findings::add);
        }
        return findings;
    }

    /** Settings that do not fit the inventory on any host: one finding rather than one for each. */
    private static List<String> commonVipSettings(RuleInput picture, List<Hosts.Known> known) {
        List<List<String>> all =
                known.stream().map(host -> VipSettings.parts(picture, host)).toList();
        return all.size() > 1 && all.stream().allMatch(all.get(0)::equals) ? all.get(0) : List.of();
    }

    private static Optional<Finding> config(
            RuleInput picture, Optional<Hosts.Known> reference, Hosts.Known host, boolean withVip) {
        List<String> parts = new ArrayList<>();
        List<String> remedies = new ArrayList<>();
        reference.ifPresent(other -> {
            SumDifferences files = files(other.facts(), host.facts());
            SumDifferences keys = keys(other.facts(), host.facts());
            SumDifferences drivers = drivers(other.facts(), host.facts());
            List<String> oned = OnedConfDrift.parts(other.facts(), host.facts());
            if (files.count() > 0) {
                parts.addAll(files.parts("under /etc/one: ", CONFIG));
                remedies.add(compare(files.example(), other, host) + ", copy what is right, restart what reads it");
            }
            if (!oned.isEmpty()) {
                parts.add("in oned.conf: " + Phrases.some(oned, 3));
                remedies.add("align /etc/one/oned.conf and restart oned, one server after the other");
            }
            if (keys.count() > 0) {
                parts.addAll(keys.parts("under /var/lib/one/.ssh: ", KEYS));
                remedies.add("copy " + KEYS + " of " + other.name()
                        + ": with other keys oneadmin does not reach the hosts after a failover");
            }
            if (drivers.count() > 0) {
                parts.addAll(drivers.parts("under " + DriverListing.FOLDER + ": ", DRIVERS));
                remedies.add(driversRemedy(drivers, other, host));
            }
        });
        boolean differs = !parts.isEmpty();
        if (withVip) {
            List<String> vip = VipSettings.parts(picture, host);
            parts.addAll(vip);
            if (!vip.isEmpty()) {
                remedies.add("set it in /etc/one on " + host.name() + ", or correct one_vip in the inventory");
            }
        }
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        String start = differs ? "differs from " + reference.orElseThrow().name() + " " : "";
        return Optional.of(FindingCode.CONFIG_DRIFT.warning(
                host.name(),
                start + Phrases.fitting(parts, REASON),
                remedies.stream().limit(2).collect(Collectors.joining("; "))));
    }

    private static String compare(String path, Hosts.Known other, Hosts.Known host) {
        if (!Phrases.isPlain(path) || !Phrases.isPlain(other.name())) {
            return "compare the files of " + other.name() + " and " + host.name();
        }
        return "`ssh " + other.name() + " cat " + path + " | diff - " + path + "` on " + host.name();
    }

    /** Once it leads, a front-end hands its drivers to every hypervisor: {@code onehost sync}. */
    private static String driversRemedy(SumDifferences drivers, Hosts.Known other, Hosts.Known host) {
        String copy = Phrases.isPlain(other.name())
                ? "on " + host.name() + ", as oneadmin: `rsync -a " + other.name() + ":" + DRIVERS + " " + DRIVERS + "`"
                : "copy " + DRIVERS + " of " + other.name() + " as oneadmin";
        String only = "put what is only on " + host.name() + " on " + other.name() + " too, or remove it";
        if (drivers.extra().isEmpty()) {
            return copy;
        }
        return drivers.extra().size() == drivers.count() ? only : copy + ", and " + only;
    }

    private static Optional<Finding> auth(Hosts.Known reference, Hosts.Known host) {
        SumDifferences sums = auth(reference.facts(), host.facts());
        if (sums.count() == 0) {
            return Optional.empty();
        }
        return Optional.of(FindingCode.AUTH_DRIFT.critical(
                host.name(),
                "differs from " + reference.name() + " under /var/lib/one/.one: "
                        + Phrases.fitting(sums.parts("", AUTH), AUTH_REASON)
                        + ": its services cannot log in once it leads",
                authRemedy(sums, reference, host)));
    }

    /**
     * With another one_auth, or the key that the database is read with, the host was never restored from this zone: made equal and
     * started, it would replay the log over an empty database and look healthy.
     */
    private static String authRemedy(SumDifferences sums, Hosts.Known reference, Hosts.Known host) {
        if (sums.has(AUTH + "one_auth") || sums.has(AUTH + "one_key")) {
            return StartRemedy.recovery(host.name()) + "`systemctl stop opennebula` on " + host.name()
                    + ", restore there a fresh dump of "
                    + "the leader's database and " + AUTH + " of " + reference.name()
                    + ", then `onezone server-reset` and start it";
        }
        return (Phrases.isPlain(reference.name())
                        ? "on " + host.name() + ", as root: `rsync -a " + reference.name() + ":" + AUTH + " " + AUTH
                                + "`"
                        : "copy " + AUTH + " of " + reference.name())
                + ", then restart there the services that are up, but for oned";
    }

    private static SumDifferences files(HostFacts theirs, HostFacts ours) {
        return between(
                theirs,
                ours,
                CONFIG,
                HostFacts::configSums,
                path -> !LEFTOVER.matcher(path).matches() && !BY_VALUE.contains(path));
    }

    /** FireEdge makes its own key where it first starts, so that it is missing only where FireEdge is. */
    private static SumDifferences auth(HostFacts theirs, HostFacts ours) {
        boolean fireEdge = hasFireEdge(theirs) && hasFireEdge(ours);
        return between(
                theirs,
                ours,
                AUTH,
                HostFacts::authSums,
                path -> (path.endsWith("_auth") || path.endsWith("_key"))
                        && (!path.endsWith("/fireedge_key") || fireEdge));
    }

    private static boolean hasFireEdge(HostFacts facts) {
        return facts.services().containsKey("opennebula-fireedge");
    }

    /** With other packages the drivers differ too, and that is said of the packages. */
    private static SumDifferences drivers(HostFacts theirs, HostFacts ours) {
        return VersionRules.differ(theirs, ours)
                ? SumDifferences.NONE
                : between(theirs, ours, DRIVERS, HostFacts::driverSums, path -> true);
    }

    /** Host keys that each host has learnt by itself may differ. */
    private static SumDifferences keys(HostFacts theirs, HostFacts ours) {
        return between(theirs, ours, KEYS, HostFacts::sshSums, path -> {
            String name = path.substring(path.lastIndexOf('/') + 1);
            return name.startsWith("id_") || name.equals("authorized_keys") || name.equals("config");
        });
    }

    /** Whether all files of a folder could be read, so that what was not seen is not there. */
    private static boolean isComplete(HostFacts facts, String folder) {
        if (!facts.privileged() && !facts.unseen().isEmpty()) {
            return false;
        }
        return facts.unseen().stream()
                .map(line -> line.replaceFirst(":.*", ""))
                .noneMatch(what -> what.equals("checksums") || folder.startsWith(what) || what.startsWith(folder));
    }

    /** Whether a folder of which there are no checksums is empty; the others' show that checksums were made at all. */
    private static boolean isBare(HostFacts facts, String folder) {
        return facts.privileged() && !facts.configSums().isEmpty() && isComplete(facts, folder);
    }

    private static SumDifferences between(
            HostFacts theirs,
            HostFacts ours,
            String folder,
            Function<HostFacts, Map<String, String>> sums,
            Predicate<String> which) {
        boolean seen = !sums.apply(theirs).isEmpty() && (!sums.apply(ours).isEmpty() || isBare(ours, folder));
        return seen
                ? SumDifferences.between(
                        sums.apply(theirs),
                        sums.apply(ours),
                        which,
                        isComplete(theirs, folder) && isComplete(ours, folder))
                : SumDifferences.NONE;
    }
}
