package io.oneha.steps.packages;

import io.oneha.inventory.Inventory;
import io.oneha.inventory.InventoryReader;
import io.oneha.plan.StepSpec;
import io.oneha.steps.RootedHost;
import io.oneha.steps.TestContext;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.Worker.Progress;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A leader with packages and a host without, with a package manager that a test makes up: what is installed stands in
 * /installed, a line "NAME VERSION" each; a source offers what /offers has once a file of its names example.org.
 */
final class PackagesBench implements AutoCloseable, Progress {
    static final String KEPT = "/var/lib/oneha/backups/oneha-test";

    final RootedHost leader = new RootedHost("n1a1");
    final RootedHost host = new RootedHost("n1a2");
    final List<String> lines = new ArrayList<>();

    private Inventory inventory = inventory("");

    private Site site() {
        return new Site(
                inventory,
                name -> Optional.ofNullable(Map.of("n1a1", leader, "n1a2", host).get(name)),
                null,
                null,
                Clock.systemUTC());
    }

    private static Inventory inventory(String variables) {
        String yaml = "frontend:\n  vars: { one_vip: 198.51.100.9, one_vip_cidr: 24, one_vip_if: eth0" + variables
                + " }\n  hosts: { n1a1: , n1a2: }\n";
        return InventoryReader.read(
                "hosts.yml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), Optional::empty);
    }

    /** With more variables for all front-ends, as a flow mapping has them. */
    PackagesBench with(String variables) {
        inventory = inventory(", " + variables);
        return this;
    }

    PackagesBench() {
        for (RootedHost each : List.of(leader, host)) {
            each.shell("rm -rf /etc/apt /etc/zypp /etc/yum.repos.d /var/lib/apt/lists /usr/sbin/policy-rc.d");
            each.shell("mkdir -p /etc/apt/sources.list.d; touch /installed");
            each.program("systemctl", "echo \"$*\" >> /systemctl").program("sudo", "exit 1");
        }
        leader.file("/installed", "opennebula 7.0.0-1\nopennebula-tools 7.0.0-1\n");
    }

    /** Debian, with real paths and made-up answers. */
    PackagesBench debian() {
        for (RootedHost each : List.of(leader, host)) {
            each.program("dpkg-query", "sed 's/^/installed /' /installed")
                    .program(
                            "apt-cache",
                            "grep -rqs example.org /etc/apt/sources.list /etc/apt/sources.list.d || exit 0\n"
                                    + "while read -r p v uri; do [ $p != $2 ] || echo \" $p | 7.2.0-1 | $uri x Packages\n $p | $v | $uri stable/opennebula amd64 Packages\";"
                                    + " done < /offers")
                    .program(
                            "apt-get",
                            "for it; do case $it in *=*-[0-9]*) echo \"${it%%=*} ${it#*=}\" >> /installed ;;"
                                    + " opennebula) echo \"$it 7.0.0-1\" >> /installed ;; esac; done\n"
                                    + "case \"$*\" in *\" install \"*) cat /usr/sbin/policy-rc.d > /policy-then; echo \"$*\" > /asked;"
                                    + " [ ! -e /dies ] || kill -TERM $PPID ;; *) cat /said 2> /dev/null; [ ! -e /said ] ;; esac");
        }
        return this;
    }

    /** The RHEL family. */
    PackagesBench redHat() {
        withoutDebian();
        for (RootedHost each : List.of(leader, host)) {
            each.program(
                    "dnf",
                    "case \"$*\" in *' repoquery '*) grep -rqs example.org /etc/yum.repos.d || exit 0\n"
                            + "for it; do :; done; while read -r p v repo; do [ $p-$v != $it ] || echo \"$p $v $repo\"; done < /offers ;;\n"
                            + "*' install '*) echo \"$*\" > /asked; cat /offers | sed 's/ [^ ]*$//' | sort -u > /installed ;; esac");
        }
        return this;
    }

    /** SUSE, whose repositories go by their names. */
    PackagesBench suse() {
        withoutDebian();
        for (RootedHost each : List.of(leader, host)) {
            each.program(
                    "zypper",
                    "case \"$*\" in *' search '*) grep -rqs example.org /etc/zypp/repos.d || exit 104\n"
                            + "for it; do :; done; echo 'S  | Name | Type | Version | Arch | Repository'; echo '---+---'\n"
                            + "echo \"i+ | $it | package | 7.0.0-1 | x86_64 | (System Packages)\"\n"
                            + "while read -r p v repo; do [ $p != $it ] || echo \"   | $p | package | $v | x86_64 | $repo\";"
                            + " done < /offers ;;\n"
                            + "*' install '*) echo \"$*\" > /asked; cut -d' ' -f1,2 /offers | sort -u > /installed;"
                            + " [ ! -e /status ] || exit $(cat /status) ;;"
                            + " *) echo \"$*\" >> /refreshed ;; esac");
        }
        return this;
    }

    /** Both with the real rpm, and the real dnf or zypper: nothing is installed, and there is no source. */
    PackagesBench real(String manager) {
        String other = manager.equals("dnf") ? "zypper" : "dnf";
        for (RootedHost each : List.of(leader, host)) {
            each.shell("rm -rf /usr/bin/apt-get /usr/bin/dpkg-query /usr/bin/" + other + " /etc/zypp /var/lib/rpm"
                    + " /var/cache/dnf /var/cache/zypp; mkdir -p /etc/yum.repos.d /etc/zypp/repos.d;"
                    + " mount -t proc proc /proc");
            // Debian's rpm has its list in the user's folder, and says at each call that it is Debian's.
            each.file("/etc/rpm/macros", "%_dbpath /var/lib/rpm\n").shell("rm -f /etc/debian_version");
            each.shell("rpm --initdb");
        }
        return this;
    }

    private void withoutDebian() {
        for (RootedHost each : List.of(leader, host)) {
            each.shell(
                    "rm -f /usr/bin/apt-get /usr/bin/dpkg-query /usr/bin/dnf /usr/bin/zypper; mkdir -p /etc/yum.repos.d /etc/zypp/repos.d");
            each.program("rpm", "cat /installed");
        }
    }

    /** Both know a source at that address. */
    PackagesBench offers(String address) {
        for (RootedHost each : List.of(leader, host)) {
            each.file("/offers", "opennebula 7.0.0-1 " + address + "\nopennebula-tools 7.0.0-1 " + address + "\n");
        }
        return this;
    }

    PackagesStep step() {
        return new PackagesStep(TestContext.of(site(), KEPT), new StepSpec.Packages("n1a2", "n1a1", "7.0.0-1"));
    }

    /** The same of a zone's first server. */
    PackagesStep first() {
        return new PackagesStep(TestContext.of(site(), KEPT), new StepSpec.Packages("n1a2", "", ""));
    }

    @Override
    public void line(String line) {
        lines.add(line);
    }

    @Override
    public void bytes(long done, long total) {
        // Not told here.
    }

    @Override
    public void measured(String what, Duration took) {
        // Not told here.
    }

    @Override
    public boolean isStopping() {
        return false;
    }

    /** dnf and zypper leave the agents of their key rings behind, and they would keep the hosts' files. */
    @Override
    public void close() {
        for (RootedHost each : List.of(leader, host)) {
            each.shell(
                    "for it in /proc/[0-9]*; do if [ $it/root -ef / ] && grep -qx gpg-agent $it/comm; then kill ${it#*c/}; fi;"
                            + " done");
        }
        leader.close();
        host.close();
    }
}
