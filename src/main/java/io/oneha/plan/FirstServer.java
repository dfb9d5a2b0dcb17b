package io.oneha.plan;

import io.oneha.base.Endpoint;
import io.oneha.inventory.Inventory;
import io.oneha.inventory.Vip;
import io.oneha.plan.StepList.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The steps that make the first server of a zone: from nothing, or from a front-end that runs without HA. */
final class FirstServer {
    private static final String ROLES = "Set up services and VIP by role";

    private FirstServer() {}

    static List<Step> fresh(PlanInput seen, PlanInput.Host host) {
        StepList steps = readiness(seen, host);
        Inventory.Database database = seen.inventory().database();
        steps.add(
                "packages",
                new Text(
                        "Install OpenNebula's packages",
                        Step.Kind.CHANGE,
                        "a package source with OpenNebula is set up there" + PackageSources.orInventory(seen),
                        PackageSources.runs(
                                seen, List.of(), "install the opennebula packages, kept from starting by themselves"),
                        "they are installed, and oned is stopped",
                        "remove the packages" + PackageSources.undo(seen)),
                host.facts().flatMap(facts -> facts.packageVersion()).isPresent(),
                new Work.Packages("", ""));
        steps.add(
                "first-configuration",
                new Text(
                        "Write oned.conf and the credentials from the inventory",
                        Step.Kind.CHANGE,
                        "oned never ran there",
                        Stream.concat(
                                        Stream.of(
                                                "DB = [ BACKEND = mysql, DB_NAME = " + database.name() + ", USER = "
                                                        + database.owner() + ", PASSWD = ******** ]",
                                                "one_auth of oneadmin, from one_pass"),
                                        settings(seen))
                                .toList(),
                        "both are as written",
                        "put back the files that were kept"),
                false,
                new Work.FirstConfiguration(
                        database.name(), database.owner(), Planner.vip(seen).address()));
        steps.add(
                "account",
                new Text(
                        "Set up MariaDB and the account of oned.conf",
                        Step.Kind.CHANGE,
                        "a MariaDB or MySQL server is installed, or its package sources offer one",
                        List.of(
                                "install mariadb-server where no database server is",
                                "start the database server, at every boot as well",
                                "CREATE DATABASE, CREATE USER, GRANT",
                                "ALTER USER where the account is there with another password, which is kept"),
                        "the account of oned.conf gets an answer from its database",
                        "drop database and account where they were not there before; an account that was gets its former"
                                + " password back from account.sql, which is kept in /var/lib/oneha/backups"),
                false,
                new Work.DatabaseAccount(host.name()));
        steps.add(
                "start-solo",
                new Text(
                        "Start oned without HA, which creates its database",
                        Step.Kind.CHANGE,
                        "database and credentials are in place",
                        List.of("systemctl start opennebula"),
                        "it answers, solo",
                        "systemctl stop opennebula"),
                false,
                new Work.StartSolo());
        ready(steps, seen, host);
        return steps.all();
    }

    static List<Step> adopted(PlanInput seen, PlanInput.Host host) {
        StepList steps = readiness(seen, host);
        steps.add(
                "backup",
                new Text(
                        "Back up the database and /etc/one",
                        Step.Kind.CHANGE,
                        "there is room for it",
                        List.of(
                                "mariadb-dump --single-transaction, or mysqldump where it is missing",
                                "copy its output and /etc/one into /var/lib/oneha/backups"),
                        "the dump is whole",
                        "remove the backup"),
                false,
                new Work.Backup());
        ready(steps, seen, host);
        return steps.all();
    }

    private static StepList readiness(PlanInput seen, PlanInput.Host host) {
        Vip vip = Planner.vip(seen);
        List<String> peers = seen.hosts().stream()
                .map(PlanInput.Host::name)
                .filter(name -> !name.equals(host.name()))
                .toList();
        return new StepList(host.name())
                .add(
                        "readiness",
                        new Text(
                                "Check that " + host.name() + " can be the first server",
                                Step.Kind.READ,
                                "SSH login works",
                                List.of(
                                        "check that the names of all front-ends resolve there",
                                        "check that no other machine answers for " + vip.address()),
                                "each check passed",
                                ""),
                        false,
                        new Work.FirstReadiness(
                                peers,
                                vip.cidr(),
                                host.frontEnd().vipInterface().orElseThrow()));
    }

    private static void ready(StepList steps, PlanInput seen, PlanInput.Host host) {
        HookScripts.first(steps, seen.inventory().hooks());
        String endpoint = Endpoint.of(host.name()).toString();
        steps.add(
                "server-add",
                new Text(
                        "Add " + host.name() + " to its own zone",
                        Step.Kind.CHANGE,
                        "it answers, solo; the pool is empty",
                        List.of("one.zone.addserver " + host.name() + " " + endpoint),
                        "the pool has it, once",
                        "`onezone server-del`"),
                host.view().inPool(),
                new Work.ServerAdd(host.name(), endpoint));
        steps.add(
                "server-id",
                new Text(
                        "Write SERVER_ID to oned.conf",
                        Step.Kind.CHANGE,
                        "the pool has " + host.name(),
                        List.of("FEDERATION = [ SERVER_ID = the id that the pool gave it ]"),
                        "oned.conf has that id",
                        "SERVER_ID = -1"),
                false,
                new Work.ServerId(host.name()));
        steps.add("hooks", hooksText(seen, true), false, hooks(seen, host, true));
        steps.add(
                "start-leader",
                new Text(
                        "Restart oned with HA",
                        Step.Kind.DISRUPTIVE,
                        "SERVER_ID and hooks are written",
                        List.of("systemctl restart opennebula", "systemctl enable opennebula"),
                        "it leads",
                        "SERVER_ID = -1, systemctl restart opennebula"),
                false,
                new Work.StartLeader());
        steps.add(
                "roles",
                rolesText(seen),
                false,
                new Work.Roles(host.name(), Planner.vip(seen).cidr()));
    }

    /** What the inventory's oned_conf sets, a line each. */
    private static Stream<String> settings(PlanInput seen) {
        return seen.inventory().deploy().oned().stream().map(setting -> setting.shown() + ", from oned_conf");
    }

    /** @param first whether it is a zone's first server */
    static Text hooksText(PlanInput seen, boolean first) {
        Vip vip = Planner.vip(seen);
        List<String> runs = new ArrayList<>();
        runs.add("RAFT_LEADER_HOOK and RAFT_FOLLOWER_HOOK for " + vip.cidr() + "; other addresses in them are kept");
        runs.add("MONITOR_ADDRESS = " + vip.address() + " in monitord.conf");
        if (first) {
            runs.add(seen.inventory()
                    .deploy()
                    .gateEndpoint()
                    .map(url -> "ONEGATE_ENDPOINT = " + url + ", from gate_endpoint")
                    .orElse("ONEGATE_ENDPOINT for " + vip.address() + ", where none is set"));
            settings(seen).forEach(runs::add);
        }
        return new Text(
                "Configure the raft hooks and the monitor address",
                Step.Kind.CHANGE,
                "oned.conf and monitord.conf can be read",
                List.copyOf(runs),
                "both files say so",
                "put back the files that were kept");
    }

    static Work.Hooks hooks(PlanInput seen, PlanInput.Host host, boolean first) {
        Vip vip = Planner.vip(seen);
        Inventory.Hooks hooks = seen.inventory().hooks();
        return new Work.Hooks(
                hooks.leader(),
                hooks.follower(),
                host.frontEnd().vipInterface().orElseThrow(),
                vip.cidr(),
                vip.address(),
                first);
    }

    private static Text rolesText(PlanInput seen) {
        return new Text(
                ROLES,
                Step.Kind.READ,
                "there is a leader",
                List.of(awaited(seen)),
                "the leader alone has the VIP and the leader's services",
                "");
    }

    static Text rolesText(PlanInput seen, String leader) {
        return new Text(
                ROLES,
                Step.Kind.CHANGE,
                "there is a leader",
                List.of(
                        "systemctl enable for each of opennebula-flow, -gate, -form, -fireedge, -guacd and -novnc that is"
                                + " installed, and enabled on " + leader,
                        "systemctl start for those of the last three that run on " + leader,
                        awaited(seen)),
                "the leader alone has the VIP and the leader's services",
                "systemctl disable --now for what was enabled");
    }

    private static String awaited(PlanInput seen) {
        return "wait until " + Planner.vip(seen).cidr() + " is on the leader and its services run";
    }
}
