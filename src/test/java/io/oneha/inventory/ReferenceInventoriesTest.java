package io.oneha.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inventories as one-deploy's users write them. */
class ReferenceInventoriesTest {
    private static Inventory reference(String name) {
        return Inventories.read(Inventories.REFERENCE.resolve(name));
    }

    @Test
    void threeFrontEndsAreAllReadWithTheZoneTheyForm() {
        Inventory inventory = reference("three-frontends.yml");
        assertThat(inventory.source()).endsWith("three-frontends.yml");
        assertThat(inventory.frontEndGroup()).isEqualTo("frontend");
        assertThat(inventory.frontEnds()).extracting(FrontEnd::name).containsExactly("n1a1", "n1a2", "n1a3");
        assertThat(inventory.frontEnds())
                .extracting(FrontEnd::endpoint)
                .containsExactly(
                        "http://10.2.50.10:2633/RPC2", "http://10.2.50.11:2633/RPC2", "http://10.2.50.12:2633/RPC2");
        assertThat(inventory.frontEnds()).extracting(FrontEnd::vipInterface).containsOnly(Optional.of("eth0"));
        assertThat(inventory.frontEnds().get(0).ssh())
                .isEqualTo(new FrontEnd.SshSettings(
                        Optional.of("ubuntu"), OptionalInt.empty(), Optional.empty(), Optional.empty(), true));
        assertThat(inventory.vip()).contains(new Vip("10.2.50.86", 24));
        assertThat(inventory.forceHa()).isFalse();
        assertThat(inventory.zoneName()).isEmpty();
        assertThat(inventory.onePass().map(Secret::value)).contains("s3cret-pass");
        assertThat(inventory.database())
                .isEqualTo(new Inventory.Database("MariaDB", "opennebula", "oneadmin", Optional.empty()));
        assertThat(inventory.hooks()).isEqualTo(new Inventory.Hooks("raft/vip.sh", "raft/vip.sh"));
        assertThat(inventory.ensureKeysFor()).containsExactly("ubuntu", "root");
        assertThat(inventory.federation()).isFalse();
        assertThat(inventory.changesRefused()).isEmpty();
    }

    @Test
    void noPasswordIsAmongTheVariablesOrInTheTextForm() {
        Inventory inventory = reference("three-frontends.yml");
        assertThat(inventory.frontEnds().get(0).variables())
                .containsEntry("one_version", "6.10")
                .doesNotContainKey("one_pass");
        assertThat(inventory.toString()).contains("n1a1").doesNotContain("s3cret");
    }

    @Test
    void groupsInGroupsPassTheirVariablesDownAndHostsOverrideThem() {
        Inventory inventory = reference("groups-and-hostvars.yml");
        assertThat(inventory.frontEndGroup()).isEqualTo("control");
        assertThat(inventory.frontEnds())
                .extracting(FrontEnd::name)
                .containsExactly("fe-01.north.example.org", "fe-02.north.example.org", "fe-03.north.example.org");
        assertThat(inventory.frontEnds())
                .extracting(FrontEnd::vipInterface)
                .containsExactly(Optional.of("ens3"), Optional.of("ens3"), Optional.of("bond0"));
        assertThat(inventory.frontEnds())
                .extracting(FrontEnd::ssh)
                .containsExactly(jump("deploy", 2222), jump("root", 22), jump("deploy", 2222));
        assertThat(inventory.vip()).contains(new Vip("2001:db8:50::86", 64));
        assertThat(inventory.vip().map(Vip::cidr)).contains("2001:db8:50::86/64");
        assertThat(inventory.zoneName()).contains("North");
        assertThat(inventory.database().name()).isEqualTo("one_north");
        assertThat(inventory.hooks()).isEqualTo(new Inventory.Hooks("raft/failover.sh", "raft/failover.sh"));
    }

    private static FrontEnd.SshSettings jump(String user, int port) {
        return new FrontEnd.SshSettings(
                Optional.of(user),
                OptionalInt.of(port),
                Optional.of("~/.ssh/cloud_ed25519"),
                Optional.of("-o ProxyJump=jump@bastion.example.org:2200"),
                true);
    }

    @Test
    void aRangeStandsForItsHosts() {
        Inventory inventory = reference("ranges-and-vault.yml");
        assertThat(inventory.frontEnds())
                .extracting(FrontEnd::address)
                .containsExactly("fe1.example.org", "fe2.example.org", "fe3.example.org");
        assertThat(inventory.vip()).contains(new Vip("10.9.0.100", 16));
    }

    @Test
    void oneFrontEndAloneNeedsNoVip() {
        Inventory inventory = reference("single.yml");
        assertThat(inventory.frontEnds()).extracting(FrontEnd::name).containsExactly("f1");
        assertThat(inventory.vip()).isEmpty();
        assertThat(inventory.changesRefused()).isEmpty();
    }

    @Test
    void oneFrontEndMayBeForcedToBeHighlyAvailable() {
        Inventory inventory = reference("force-ha.yml");
        assertThat(inventory.forceHa()).isTrue();
        assertThat(inventory.vip()).contains(new Vip("10.2.50.86", 24));
    }

    @Test
    void aHostInTwoGroupsIsOneFrontEnd() {
        Inventory inventory = reference("two-frontends-evpn.yml");
        assertThat(inventory.frontEnds()).extracting(FrontEnd::name).containsExactly("n1a1", "n1a2");
        assertThat(inventory.changesRefused()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups-and-hostvars", "three-frontends"})
    void theListOfAnsibleInventorySaysTheSameAsTheYaml(String name) {
        Inventory yaml = reference(name + ".yml");
        Inventory json = reference(name + ".ansible-inventory.json");
        assertThat(json)
                .usingRecursiveComparison()
                .ignoringFields("source", "onePass")
                .isEqualTo(yaml);
        assertThat(json.onePass().map(Secret::value)).isEqualTo(yaml.onePass().map(Secret::value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    interface-with-shell.yml            | 5 | one_vip_if "eth0; reboot" is not the name of a network interface; write one as "ip link" shows it, such as eth0
                    no-frontend-group.yml               | 1 | there is no group "frontend" (groups here: node); list the front-ends in it, or name their group with frontend_group
                    same-address-twice.yml              | 4 | "b" and "a" are the same server, http://10.0.0.1:2633/RPC2; give each its own address
                    tab.yml                             | 2 | a tab stands where YAML wants spaces; indent with spaces
                    vip-not-an-address.yml              | 3 | one_vip "10.2.50.300" is not an address that a host can have; write an IPv4 or IPv6 address without a prefix
                    vip-single-frontend-no-force-ha.yml | 3 | one_vip is set but "a" is the only front-end; add front-ends, or set force_ha: true, or remove one_vip, one_vip_cidr and one_vip_if
                    vip-without-interface.yml           | 3 | one_vip and one_vip_cidr are set but one_vip_if is not, for "a"; set all of one_vip, one_vip_cidr and one_vip_if, or none
                    """)
    void aBadInventoryIsRefusedInOneLineThatNamesFileLineFaultAndRemedy(String name, int line, String message) {
        Path file = Inventories.REFERENCE.resolve("bad").resolve(name);
        assertThatThrownBy(() -> Inventories.read(file))
                .isInstanceOf(InventoryException.class)
                .hasMessage(file + ":" + line + ": " + message);
    }

    @Test
    void severalFrontEndsWithoutVipMayBeLookedAtButNotChanged() {
        Path file = Inventories.REFERENCE.resolve("bad/ha-without-vip.yml");
        Inventory inventory = Inventories.read(file);
        assertThat(inventory.frontEnds()).hasSize(3);
        String line = file
                + ":1: 3 front-ends but no one_vip; set one_vip, one_vip_cidr and one_vip_if before changing anything";
        assertThat(inventory.changesRefused()).contains(line);
        assertThatThrownBy(inventory::requireChangeable)
                .isInstanceOf(InventoryException.class)
                .hasMessage(line);
    }

    @Test
    void everyBadInventoryIsRefusedForChangesAtLeast() throws IOException {
        try (Stream<Path> files = Files.list(Inventories.REFERENCE.resolve("bad"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSizeGreaterThanOrEqualTo(8);
            for (Path file : all) {
                assertThatThrownBy(() -> Inventories.read(file).requireChangeable())
                        .as(file.toString())
                        .isInstanceOf(InventoryException.class)
                        .hasMessageMatching("(?s)\\Q" + file + "\\E:[1-9][0-9]*: [^\\n]+; [^\\n]+");
            }
        }
    }
}
