package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What front-ends have beside the zone's data, line by line: files where anything of a run could be left, settings, units and their
 * state, processes, databases, accounts, and files that hold a secret. What it was before and what it is later are compared.
 */
final class HostRemains {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRETS = "oneadminlab\n" + Lab.DATABASE_PASSWORD + "\n";

    /** systemd's own folders of private units, and what MariaDB, oned and its hook write at any time, are nobody's remains. */
    private static final String SHELL = String.join(
            "\n",
            "me=$$",
            "find /tmp /var/tmp /run/oneha* /run/systemd/transient /run/systemd/system /etc/systemd/system /var/lib/oneha"
                    + " /etc/one /root /usr/local /var/lib/one -xdev -path '*/systemd-private-*' -prune"
                    + " -o -path /run/systemd/transient/run-\\*.scope -prune -o -printf 'file %p %M %u %g %l\\n' 2>/dev/null",
            "sha256sum /etc/one/oned.conf /var/lib/one/.one/* 2>/dev/null",
            "systemctl list-unit-files --no-legend 'opennebula*' 'mariadb*' 'ssh*' | awk '{print \"unit\", $1, $2}'",
            "systemctl list-units --all --plain --no-legend 'oneha-*' | awk '{print \"unit\", $1}'",
            "mariadb -NBe 'SHOW DATABASES' | sed 's/^/database /'",
            "mariadb -NBe 'SELECT user, host FROM mysql.user' | sed 's/^/account /'",
            "ps -eo pid=,ppid=,user=,args= | awk -v me=$me '$1 != me && $2 != me && $2 != 2 {$1 = $2 = \"\"; print \"process\", $0}'",
            "grep -rlF -f /dev/stdin /tmp /var/tmp /run /var/lib/oneha /var/log /root /etc/systemd 2>/dev/null | sed 's/^/secret /'",
            ":");

    /** Folders that a first run makes for good, and what looks lock, which lies in memory and has plain names. */
    private static final String MADE_ONCE = "file (/var/lib/oneha(/backups)? d|/run/oneha d|/run/oneha/[a-z-]+ -).*";

    private final LabExtension lab;
    private final Map<String, Set<String>> before = new TreeMap<>();
    private final Set<String> processes = new TreeSet<>();

    /** As it is now, when looks have been there; which units run on a front-end depends on who leads. */
    HostRemains(LabExtension lab) {
        this.lab = lab;
        lab.get().members().forEach(frontend -> before.put(frontend.name(), lines(frontend)));
        before.values().forEach(lines -> lines.stream()
                .filter(line -> line.startsWith("process"))
                .forEach(processes::add));
    }

    private static Set<String> lines(Frontend frontend) {
        return frontend.runs(
                        "cat > /run/lab-secrets; { " + SHELL + "\n} < /run/lab-secrets; rm /run/lab-secrets", SECRETS)
                .lines()
                .filter(line -> !line.endsWith("/run/lab-secrets") && !line.matches(MADE_ONCE))
                .map(line -> line.replaceAll("\\s+", " "))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Waits until all is as it was before. */
    void areGone() {
        Map<String, List<String>> differences = new TreeMap<>();
        try {
            Await.awaitsCalmly(PATIENCE, "nothing is left", () -> {
                differences.clear();
                lab.get().members().forEach(frontend -> differences(frontend, differences));
                return differences.isEmpty();
            });
        } catch (AssertionError e) {
            assertThat(differences).as("what is left, or gone").isEmpty();
        }
    }

    private void differences(Frontend frontend, Map<String, List<String>> differences) {
        Set<String> now = lines(frontend);
        Set<String> was = before.get(frontend.name());
        List<String> all = new java.util.ArrayList<>();
        now.stream()
                .filter(line -> !was.contains(line) && !processes.contains(line))
                .forEach(line -> all.add("+ " + line));
        was.stream()
                .filter(line -> !now.contains(line) && !line.startsWith("process"))
                .forEach(line -> all.add("- " + line));
        if (!all.isEmpty()) {
            differences.put(frontend.name(), all);
        }
    }
}
