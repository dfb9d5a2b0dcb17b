package io.oneha.plan;

import io.oneha.base.Endpoint;
import io.oneha.inventory.Inventory;
import io.oneha.observe.host.HostFacts;
import io.oneha.plan.StepList.Text;
import io.oneha.zone.ServerState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The steps by which a front-end joins a zone. Their order is OpenNebula's documented one ("Front-end HA", adding more
 * servers): nothing of oned starts on the new server before its credentials, its database and its SERVER_ID are in place.
 */
final class JoinSteps {
    private final PlanInput seen;
    private final PlanInput.Host leader;
    private final PlanInput.Host joiner;
    private final StepList steps;

    JoinSteps(PlanInput seen, PlanInput.Host leader, PlanInput.Host joiner) {
        this.seen = seen;
        this.leader = leader;
        this.joiner = joiner;
        this.steps = new StepList(joiner.name());
    }

    List<Step> all() {
        // It is a server of the zone and follows: what comes before the server-add was proved then, and oned runs on
        // the copy.
        if (!follows()) {
            prepare();
            copy();
        }
        join();
        return steps.all();
    }

    private boolean follows() {
        return joiner.view().inPool() && joiner.is(ServerState.FOLLOWER);
    }

    /** Whether the leader reaches the joiner's sshd by its name, as far as was seen. */
    static boolean copiesDirectly(PlanInput.Host leader, PlanInput.Host joiner) {
        return leader.facts().map(HostFacts::peers).orElse(List.of()).stream()
                .anyMatch(peer -> peer.name().equals(joiner.name()) && peer.ssh());
    }

    private void prepare() {
        List<String> peers = seen.hosts().stream()
                .map(PlanInput.Host::name)
                .filter(name -> !name.equals(joiner.name()))
                .toList();
        steps.add(
                "readiness",
                new Text(
                        "Check that " + joiner.name() + " can join",
                        Step.Kind.READ,
                        "SSH login works",
                        List.of(
                                "check that the names of all front-ends resolve there, and that ports 22 and 2633 are reachable",
                                "compare clock, operating system, disk space and shared datastores with "
                                        + leader.name()),
                        "each check passed",
                        ""),
                false,
                new Work.Readiness(leader.name(), peers, 0));
        String version = leader.facts().flatMap(HostFacts::packageVersion).orElse("");
        steps.add(
                "packages",
                new Text(
                        "Install OpenNebula's packages as on " + leader.name(),
                        Step.Kind.CHANGE,
                        "its own package sources offer them, or those of " + leader.name() + " do"
                                + PackageSources.orInventory(seen),
                        PackageSources.runs(
                                seen,
                                List.of("where its own do not, copy the source of " + leader.name()
                                        + " with its key and login"),
                                "install opennebula packages" + (version.isEmpty() ? "" : " " + version)
                                        + ", kept from starting by themselves"),
                        "the same packages are installed in the same version as on " + leader.name()
                                + ", and oned is stopped",
                        "remove the packages, and the package source if it was copied"),
                joiner.facts()
                        .flatMap(HostFacts::packageVersion)
                        .filter(version::equals)
                        .isPresent(),
                new Work.Packages(leader.name(), version));
        steps.add(
                "account",
                new Text(
                        "Set up MariaDB and the account of oned.conf",
                        Step.Kind.CHANGE,
                        "a MariaDB or MySQL server is installed, or its package sources offer one",
                        List.of(
                                "install mariadb-server where no database server is",
                                "start the database server, at every boot as well",
                                "CREATE DATABASE, CREATE USER, GRANT as on " + leader.name()
                                        + "; the password by input",
                                "ALTER USER where the account is there with another password, which is kept"),
                        "the account of oned.conf gets an answer from its database",
                        "drop database and account where they were not there before; an account that was gets its former"
                                + " password back from account.sql, which is kept in /var/lib/oneha/backups"),
                false,
                new Work.DatabaseAccount(leader.name()));
    }

    private void copy() {
        steps.add(
                "configuration",
                new Text(
                        "Copy /etc/one from " + leader.name(),
                        Step.Kind.CHANGE,
                        "oned is not running",
                        List.of("set /etc/one aside", "copy /etc/one, and set SERVER_ID to -1"),
                        "the checksums of all files but oned.conf equal those on " + leader.name(),
                        "put back the set-aside copy"),
                false,
                new Work.Configuration(leader.name()));
        steps.add(
                "remotes",
                new Text(
                        "Copy the drivers from " + leader.name(),
                        Step.Kind.CHANGE,
                        "the packages are those of " + leader.name(),
                        List.of(
                                "compare /var/lib/one/remotes by checksum",
                                "copy what is missing or differs, such as remotes/etc, added drivers and the link"
                                        + " auth/default; keep what it replaces"),
                        "everything under /var/lib/one/remotes on " + leader.name() + " is here, with the same content",
                        "unpack the archive that was kept"),
                false,
                new Work.Remotes(leader.name()));
        boolean direct = copiesDirectly(leader, joiner);
        Optional<Inventory> withKeys = Optional.of(seen.inventory())
                .filter(inventory -> direct && !inventory.ensureKeysFor().isEmpty());
        withKeys.ifPresent(inventory -> steps.add(
                "keys",
                new Text(
                        "Set up the SSH keys of " + String.join(", ", inventory.ensureKeysFor()),
                        Step.Kind.CHANGE,
                        "the accounts exist",
                        List.of(
                                "make keys where they are missing",
                                "authorise them between " + leader.name() + " and " + joiner.name()),
                        "each key is in authorized_keys on both",
                        "take the keys out of authorized_keys"),
                false,
                new Work.Keys(inventory.ensureKeysFor(), List.of(leader.name(), joiner.name()))));
        Map<String, String> there = leader.facts().map(HostFacts::authSums).orElse(Map.of());
        steps.add(
                "credentials",
                new Text(
                        "Copy /var/lib/one/.one and .ssh from " + leader.name(),
                        Step.Kind.CHANGE,
                        "oned is not running",
                        List.of("copy both with owner and modes, through the SSH connection"),
                        "the checksums equal those on " + leader.name(),
                        "remove them"),
                !there.isEmpty()
                        && joiner.facts()
                                .map(HostFacts::authSums)
                                .filter(there::equals)
                                .isPresent(),
                new Work.Credentials(leader.name()));
        HookScripts.joining(steps, seen.inventory().hooks(), leader.name());
        steps.add(
                "database",
                new Text(
                        "Copy the database from " + leader.name(),
                        Step.Kind.DESTRUCTIVE,
                        "oned is not running, and there is room for the database",
                        List.of(
                                "set the database that is there aside",
                                "mariadb-dump --single-transaction, or mysqldump where it is missing; compressed, "
                                        + (direct
                                                ? "straight to " + joiner.name() + ", or through this machine if "
                                                        + leader.name() + " may not log in there"
                                                : "through this machine to " + joiner.name())
                                        + "; restored as it comes"),
                        "all tables are there with as many rows as were dumped",
                        "put back the set-aside database"),
                false,
                new Work.Database(leader.name(), direct));
    }

    private void join() {
        boolean inPool = joiner.view().inPool();
        steps.add(
                "server-add",
                new Text(
                        "Add " + joiner.name() + " to the zone",
                        Step.Kind.DISRUPTIVE,
                        "there is one leader, all others have caught up, and the pool does not have " + joiner.name(),
                        List.of("one.zone.addserver " + joiner.name() + " " + Endpoint.of(joiner.name())),
                        "the pool has it, once",
                        "`onezone server-del`, while its oned has not started"),
                inPool,
                new Work.ServerAdd(leader.name(), Endpoint.of(joiner.name()).toString()));
        steps.add(
                "server-id",
                new Text(
                        "Write SERVER_ID to oned.conf",
                        Step.Kind.CHANGE,
                        "the pool has " + joiner.name(),
                        List.of("FEDERATION = [ SERVER_ID = the id that the pool gave it ]"),
                        "oned.conf has that id",
                        "SERVER_ID = -1"),
                false,
                new Work.ServerId(leader.name()));
        steps.add("hooks", FirstServer.hooksText(seen, false), false, FirstServer.hooks(seen, joiner, false));
        steps.add(
                "start",
                new Text(
                        "Start oned",
                        Step.Kind.DISRUPTIVE,
                        "the credentials equal the leader's, the database is restored and SERVER_ID is written; each is checked again",
                        List.of("systemctl enable --now opennebula"),
                        "it answers as a follower",
                        "systemctl stop opennebula"),
                follows(),
                new Work.StartFollower(leader.name()));
        steps.add(
                "caught-up",
                new Text(
                        "Wait until " + joiner.name() + " has caught up",
                        Step.Kind.CHANGE,
                        "it is a follower",
                        List.of("wait until its log index is the leader's; if nobody writes, write the zone's own"
                                + " ENDPOINT unchanged"),
                        "index and commit are the leader's, within the log window",
                        ""),
                false,
                new Work.CaughtUp(leader.name()));
        steps.add(
                "roles",
                FirstServer.rolesText(seen, leader.name()),
                false,
                new Work.Roles(leader.name(), Planner.vip(seen).cidr()));
        steps.add(
                "finish",
                new Text(
                        "Delete the set-aside database",
                        Step.Kind.CHANGE,
                        "the join is proved",
                        List.of("drop the set-aside database, and remove temporary files"),
                        "no set-aside database is left; the folders that were replaced stay in /var/lib/oneha/backups",
                        ""),
                false,
                new Work.Finish());
    }
}
