package io.oneha.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.inventory.Inventory;
import io.oneha.inventory.InventoryReader;
import io.oneha.plan.HarmlessWrite;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.Description.Sent;
import io.oneha.steps.site.LeaderChange;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.VipWatch;
import io.oneha.steps.site.Worker;
import io.oneha.steps.site.WriteWatch;
import io.oneha.zone.ServerState;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a step shows of its changes is what hosts receive of it when it runs, for each kind of step. */
class ShownIsSentTest {
    private static final Inventory INVENTORY = InventoryReader.read(
            "hosts.yml",
            new ByteArrayInputStream(("frontend:\n  vars: { one_vip: 10.0.0.100, one_vip_cidr: 24, one_vip_if: eth0,"
                            + " one_pass: secret, one_version: '7.0' }\n  hosts: { n1a1: , n1a2: }\n")
                    .getBytes(StandardCharsets.UTF_8)),
            Optional::empty);

    static Stream<StepSpec> specs() {
        List<String> peer = List.of("n1a1");
        List<String> scripts = List.of("raft/failover.sh", "/opt/follow.sh");
        return Stream.of(
                new StepSpec.Readiness("n1a2", "n1a1", peer),
                new StepSpec.Readiness("n1a2", "", peer),
                new StepSpec.Packages("n1a2", "n1a1", "7.0.0-1"),
                new StepSpec.Packages("n1a2", "", ""),
                new StepSpec.Account("n1a2", "n1a1"),
                new StepSpec.Configuration("n1a2", "n1a1"),
                new StepSpec.FirstConfiguration("n1a2", "opennebula", "oneadmin", "10.0.0.100"),
                new StepSpec.Remotes("n1a2", "n1a1"),
                new StepSpec.Keys("n1a2", List.of("oneadmin", "root"), List.of("n1a1", "n1a2")),
                new StepSpec.Credentials("n1a2", "n1a1"),
                new StepSpec.HookScripts("n1a2", "n1a1", scripts),
                new StepSpec.HookScripts("n1a2", "", scripts),
                new StepSpec.Database("n1a2", "n1a1", true),
                new StepSpec.Database("n1a2", "n1a1", false),
                new StepSpec.Backup("n1a2"),
                new StepSpec.ServerAdd("n1a2", "n1a1", "http://n1a2:2633/RPC2"),
                new StepSpec.ServerAdd("n1a1", "n1a1", "http://n1a1:2633/RPC2"),
                new StepSpec.ServerId("n1a2", "n1a1"),
                hooks(false),
                hooks(true),
                new StepSpec.StartSolo("n1a2"),
                new StepSpec.Start("n1a2", "n1a1"),
                new StepSpec.StartLeader("n1a2"),
                new StepSpec.CaughtUp("n1a2", "n1a1"),
                new StepSpec.SameData("n1a2", "n1a1"),
                new StepSpec.CaughtUp("n1a2", "n1a1", HarmlessWrite.CLUSTER),
                new StepSpec.SameData("n1a2", "n1a1", HarmlessWrite.CLUSTER),
                new StepSpec.Roles("n1a2", "n1a1", "10.0.0.100/24"),
                new StepSpec.Roles("n1a1", "n1a1", "10.0.0.100/24"),
                new StepSpec.Finish("n1a2"),
                new StepSpec.Drain("n1a1", "n1a1", "10.0.0.100/24", false),
                new StepSpec.StopServer("n1a2", "n1a1", ""),
                new StepSpec.Leads("n1a2", "n1a1"),
                new StepSpec.HandOver("n1a1", "n1a2", "n1a2"),
                new StepSpec.Leads("n1a1", "n1a1"),
                new StepSpec.LowerTimeout("n1a2", 2500, 5000),
                new StepSpec.RestoreTimeout("n1a2", 5000),
                new StepSpec.StartServer("n1a2"),
                new StepSpec.Calm("n1a2", "n1a1", "10.0.0.100/24", true),
                new StepSpec.Work("n1a2", "apt-get -y upgrade"),
                new StepSpec.Reboot("n1a2", false),
                new StepSpec.RestartServices("n1a2"),
                new StepSpec.PlanAgain("n1a2"),
                new StepSpec.Curable("n1a2", "n1a1", true),
                new StepSpec.StartDatabase("n1a2"),
                new StepSpec.KeepStopped("n1a2"),
                new StepSpec.ResetTerm("n1a2", "n1a1"),
                new StepSpec.ResetServer("n1a2", "n1a1"),
                new StepSpec.StopServer("n1a2", "", ""),
                new StepSpec.LeaderAgain("n1a2"),
                new StepSpec.PlaceVip("n1a1", "n1a1", "10.90.0.100/24"),
                new StepSpec.PlaceVip("n1a2", "n1a1", "10.90.0.100/24"),
                new StepSpec.ServiceRole("n1a1", "n1a1", List.of("opennebula-flow")),
                new StepSpec.ServiceRole("n1a2", "n1a1", List.of("opennebula-flow")),
                new StepSpec.ServerDel("n1a1", 2, "n1a2", "http://n1a2:2633/RPC2"));
    }

    private static StepSpec hooks(boolean first) {
        return new StepSpec.Hooks("n1a2", "raft/vip.sh", "raft/vip.sh", "eth0", "10.0.0.100/24", "10.0.0.100", first);
    }

    @Test
    void everyKindIsAmongThem() {
        assertThat(specs().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(StepSpec.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("specs")
    void itShowsWhatItSends(StepSpec spec) {
        List<Sent> shown = StepWorkers.description(spec, INVENTORY).sent();
        ServerState second = spec instanceof StepSpec.StartSolo
                ? ServerState.SOLO
                : spec instanceof StepSpec.StopServer ? ServerState.CANDIDATE : ServerState.FOLLOWER;
        RecordingHosts firstWay = new RecordingHosts(true, second);
        RecordingHosts otherWay = new RecordingHosts(false, second);
        if (spec instanceof StepSpec.KeepStopped || spec instanceof StepSpec.ResetTerm) {
            firstWay.end();
            otherWay.end();
        }
        if (spec instanceof StepSpec.Drain || spec instanceof StepSpec.StopServer || spec instanceof StepSpec.Curable) {
            firstWay.run();
            otherWay.run();
        }
        if (spec instanceof StepSpec.ServerDel) {
            firstWay.twice();
            otherWay.twice();
        }
        if (spec instanceof StepSpec.HandOver) {
            firstWay.handsOver();
            otherWay.handsOver();
        }
        if (spec instanceof StepSpec.Leads) {
            firstWay.lead();
            otherWay.end();
        }
        Optional<StepException> failed = runs(spec, firstWay);
        Optional<StepException> alsoFailed = runs(spec, otherWay);

        // Having the rest planned is told as a failure of this plan.
        assertThat(failed.isEmpty() || alsoFailed.isEmpty() || spec instanceof StepSpec.PlanAgain)
                .as("%s; %s", failed, alsoFailed)
                .isTrue();
        List<Sent> received = new ArrayList<>();
        for (RecordingHosts hosts : List.of(firstWay, otherWay)) {
            received.addAll(hosts.received());
            for (String host : List.of("n1a1", "n1a2")) {
                List<Sent> there = on(host, hosts.received());
                assertThat(isInOrder(there, on(host, shown)))
                        .as("received %s, shown %s", there, on(host, shown))
                        .isTrue();
            }
        }
        assertThat(received).containsAll(shown);
    }

    static Site site(RecordingHosts hosts) {
        return new Site(
                INVENTORY,
                name -> Optional.of(hosts.host(name)),
                new Site.Api(hosts.api(), hosts.changes(), 0),
                hosts.look(),
                Clock.systemUTC());
    }

    static Optional<StepException> runs(StepSpec spec, RecordingHosts hosts) {
        Site site = site(hosts);
        try (VipWatch vip = VipWatch.start(site)) {
            RunContext context = new RunContext(
                    site,
                    "/kept",
                    "oneha_kept_x",
                    Set.of(),
                    new HashMap<>(),
                    vip,
                    WriteWatch.start(site, HarmlessWrite.ZONE, false),
                    new LeaderChange(site.clock()));
            Worker worker = StepWorkers.worker(context, spec);
            ToldLines told = new ToldLines(new ArrayList<>());
            worker.run(told);
            if (spec instanceof StepSpec.Database) {
                worker.prove(told);
            }
            return Optional.empty();
        } catch (StepException e) {
            return Optional.of(e);
        }
    }

    private static boolean isInOrder(List<Sent> some, List<Sent> all) {
        int next = 0;
        for (Sent sent : all) {
            next += next < some.size() && some.get(next).equals(sent) ? 1 : 0;
        }
        return next == some.size();
    }

    private static List<Sent> on(String host, List<Sent> all) {
        return all.stream().filter(sent -> sent.host().equals(host)).toList();
    }
}
