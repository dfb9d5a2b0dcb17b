package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Tmux;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The dashboard on a zone of the lab: the VIP is followed while it moves, and questions are asked before it opens. */
class LabDashboardIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @RegisterExtension
    static final LabExtension LAB = new LabExtension(LabPlan.of(3).withSimulatedOned());

    private Frontend leader;
    private Frontend follower;

    @BeforeAll
    static void theZoneStarts() {
        Tmux.needs();
        LAB.zone().starts();
        LAB.zone().settles(LIMIT);
    }

    @BeforeEach
    void chooses() {
        leader = LAB.zone().settles(LIMIT);
        Await.awaits(LIMIT, "the leader holds the address", () -> leader.holdsAddress(LabPlan.VIP));
        follower = another();
    }

    private Frontend another() {
        return LAB.get().frontends().stream()
                .filter(frontend -> frontend != leader)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theAddressIsFollowedWhileItIsSplitLostAndMoved() throws Exception {
        try (Tmux terminal = new Tmux(160, 50, environment())) {
            terminal.run(commandLine(LAB.inventory()));
            terminal.await(screen ->
                    screen.contains(leader.name() + " leads") && screen.contains("Holder    " + leader.name()));

            leader.stops("opennebula");
            String moved = terminal.await(screen -> screen.lines()
                    .anyMatch(line ->
                            line.contains(" moved from " + leader.name() + " to ") && line.contains("without it")));
            assertThat(moved).contains(LabPlan.VIP);
            leader.starts("opennebula");
            terminal.await("all answer");

            leader = LAB.zone().settles(LIMIT);
            follower = another();
            terminal.await(leader.name() + " leads");
            Await.awaits(LIMIT, "the leader alone holds it", () -> LAB.get().frontends().stream()
                    .filter(frontend -> frontend.holdsAddress(LabPlan.VIP))
                    .toList()
                    .equals(List.of(leader)));
            follower.takesAddress(LabPlan.VIP);
            terminal.await("VIP_SPLIT");
            follower.losesAddress(LabPlan.VIP);
            terminal.await(screen -> !screen.contains("VIP_SPLIT  "));

            leader.losesAddress(LabPlan.VIP);
            terminal.await("VIP_MISSING");
            leader.takesAddress(LabPlan.VIP);
            terminal.await(screen -> !screen.contains("VIP_MISSING  "));
            terminal.press("q");
            terminal.await("robot>");
        }
    }

    @Test
    void aKeysPassphraseIsAskedForOnTheTerminalOnce() throws Exception {
        try (Tmux terminal = new Tmux(160, 50, environment())) {
            terminal.run(commandLine(LAB.inventory().withKey("encrypted")));
            terminal.await("Passphrase of ");
            terminal.type(Lab.PASSPHRASE);
            terminal.press("Enter");
            String screen = terminal.await(leader.name() + " leads");
            assertThat(screen).doesNotContain("Passphrase");
            terminal.await(shown -> shown.split("✓ ok", -1).length > 4);
            terminal.press("q");
            terminal.await("robot>");
        }
    }

    @Test
    void anUnknownHostsKeyIsShownAndAddedOnYes() throws Exception {
        var known = LAB.operator().writes("learnt", "");
        LabInventory inventory = LAB.inventory().withCommonArgs("-o UserKnownHostsFile=" + known);
        try (Tmux terminal = new Tmux(160, 50, environment())) {
            terminal.run(status(inventory));
            for (int i = 1; i <= 3; i++) {
                int asked = i;
                terminal.await(screen -> screen.split("\\[y/N]", -1).length == asked + 1);
                terminal.type(i < 3 ? "y" : "");
                terminal.press("Enter");
            }
            terminal.await("VERDICT");
        }
        assertThat(java.nio.file.Files.readAllLines(known)).hasSize(2);
    }

    @Test
    void aPasswordIsAskedForWhenAskedToAsk() throws Exception {
        LAB.get().frontends().forEach(frontend -> {
            frontend.runs("echo 'limited:word-of-limited' | chpasswd");
            frontend.sshdHasSettings("PasswordAuthentication yes\n");
        });
        LabInventory inventory = LAB.inventory()
                .withUser("limited")
                .with("ansible_ssh_private_key_file", "/nonexistent/key")
                .withCommonArgs("-o UserKnownHostsFile=" + LAB.operator().knownHosts(), "-o IdentitiesOnly=yes");
        try (Tmux terminal = new Tmux(160, 50, environment())) {
            List<String> command = new ArrayList<>(status(inventory));
            command.add("--ask-pass");
            terminal.run(command);
            for (int i = 1; i <= 3; i++) {
                int asked = i;
                terminal.await(screen -> screen.split("Password of limited@", -1).length == asked + 1);
                terminal.type("word-of-limited");
                terminal.press("Enter");
            }
            String screen = terminal.await("VERDICT");
            assertThat(screen).doesNotContain("word-of-limited").contains("limited");
        } finally {
            LAB.get().frontends().forEach(frontend -> frontend.sshdHasSettings(""));
        }
    }

    private static List<String> commandLine(LabInventory inventory) {
        return LAB.operator().commandLine(LabStatus.options(inventory.write()));
    }

    private static List<String> status(LabInventory inventory) {
        List<String> arguments = new ArrayList<>(LabStatus.options(inventory.write()));
        arguments.add("status");
        return LAB.operator().commandLine(arguments);
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new java.util.HashMap<>(LabStatus.environment(Map.of()));
        environment.put("HOME", LAB.operator().home().toString());
        environment.put("TERM", "screen-256color");
        environment.put("LANG", "C.UTF-8");
        environment.put(
                "ONE_AUTH",
                LAB.operator().writes("one_auth", Lab.CREDENTIALS + "\n").toString());
        return environment;
    }
}
