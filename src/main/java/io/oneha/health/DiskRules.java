package io.oneha.health;

import io.oneha.observe.host.HostFacts.Disk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * File systems that fill up: the database's (oned ends when it cannot write there), those of dumps and of oneadmin's home.
 * Low is less than 2 GiB free (less than a quarter, of a file system below 8 GiB), or less than a tenth of it unless that is
 * more than 20 GiB.
 */
final class DiskRules {
    private static final long GIB = 1L << 30;
    private static final long LEAST = 2 * GIB;
    private static final long PLENTY = 20 * GIB;
    private static final int TENTH = 10;

    private DiskRules() {}

    static List<Finding> judge(RuleInput picture) {
        List<Finding> findings = new ArrayList<>();
        for (Hosts.Known host : Hosts.known(picture)) {
            Map<String, List<Disk>> low = host.facts().disks().stream()
                    .filter(DiskRules::isLow)
                    .collect(Collectors.groupingBy(Disk::mount, LinkedHashMap::new, Collectors.toList()));
            if (!low.isEmpty()) {
                findings.add(finding(picture, host, low));
            }
        }
        return findings;
    }

    static boolean isLow(Disk disk) {
        return disk.size() > 0
                && (disk.free() < Math.min(LEAST, disk.size() / 4)
                        || disk.free() < PLENTY && disk.free() < disk.size() / TENTH);
    }

    private static Finding finding(RuleInput picture, Hosts.Known host, Map<String, List<Disk>> low) {
        List<String> parts = low.values().stream()
                .map(disks -> Phrases.bytes(disks.get(0).free()) + " ("
                        + disks.get(0).free() * 100 / disks.get(0).size() + "%) free on "
                        + Phrases.name(disks.get(0).mount()) + ", with "
                        + Phrases.list(disks.stream()
                                .map(disk -> Phrases.name(disk.path()))
                                .toList()))
                .toList();
        return FindingCode.DISK_LOW.warning(
                host.name(),
                Phrases.fitting(parts, 200) + Hosts.age(picture, host.view()),
                "make room on " + host.name() + ": `du -xh --max-depth=3 "
                        + low.keySet().stream()
                                .filter(Phrases::isPlain)
                                .findFirst()
                                .orElse("/")
                        + " | sort -h | tail`; oned ends when its database cannot write");
    }
}
