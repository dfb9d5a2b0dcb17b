package io.oneha.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Ansible itself made of the same inventories is what is read from them. */
class AnsibleAgreementTest {
    @ParameterizedTest
    @ValueSource(strings = {"precedence", "ranges", "words-and-anchors", "folders/inventory", "vault-id"})
    void frontEndsAndTheirVariablesAreThoseOfAnsible(String name) {
        Inventory yaml = Inventories.read(Inventories.ANSIBLE.resolve(name + ".yml"));
        Inventory json = Inventories.read(Inventories.ANSIBLE.resolve(name + ".ansible-inventory.json"));
        assertThat(yaml.frontEnds()).isNotEmpty().isEqualTo(json.frontEnds());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosts.ini", "folder-of-files"})
    void anInventoryInIniFormatAndAFolderAreReadAsAnsibleReadsThem(String name) {
        Inventory own = Inventories.read(Inventories.ANSIBLE.resolve(name));
        Inventory json = Inventories.read(Inventories.ANSIBLE.resolve(name + ".ansible-inventory.json"));
        assertThat(own.frontEnds()).hasSizeGreaterThan(3);
        assertThat(byName(own)).isEqualTo(byName(json));
        assertThat(own.vip()).isPresent().isEqualTo(json.vip());
    }

    /** Ansible lists the hosts of a group in the order of their names where several groups bring them. */
    private static Map<String, FrontEnd> byName(Inventory inventory) {
        Map<String, FrontEnd> byName = new TreeMap<>();
        inventory.frontEnds().forEach(frontEnd -> byName.put(frontEnd.name(), frontEnd));
        return byName;
    }

    @Test
    void theDeeperGroupWinsThenThePriorityThenTheLaterName() {
        Map<String, String> variables = Inventories.read(Inventories.ANSIBLE.resolve("precedence.yml"))
                .frontEnds()
                .get(0)
                .variables();
        assertThat(variables)
                .containsEntry("level", "rack")
                .containsEntry("depth_decides", "rack")
                .containsEntry("priority_decides", "area")
                .containsEntry("name_decides", "zone_b")
                .containsEntry("host_decides", "fe1")
                .containsEntry("only_all", "all")
                .containsEntry("from_lower", "lower")
                .doesNotContainKey("only_ungrouped");
    }

    @Test
    void theFoldersBesideTheInventoryOverrideWhatStandsInIt() {
        Inventory inventory = Inventories.read(Inventories.ANSIBLE.resolve("folders/inventory.yml"));
        assertThat(inventory.frontEnds().get(0).variables())
                .containsEntry("one", "inventory group")
                .containsEntry("two", "folder all")
                .containsEntry("three", "folder group")
                .containsEntry("four", "inventory group")
                .containsEntry("five", "inventory host")
                .containsEntry("six", "folder host")
                .containsEntry("seven", "second file");
        assertThat(inventory.frontEnds().get(1).variables())
                .containsEntry("five", "folder group")
                .doesNotContainKey("six");
    }

    @Test
    void aPortAfterTheNameIsThePortOfSsh() {
        Inventory inventory = Inventories.read(Inventories.ANSIBLE.resolve("ranges.yml"));
        FrontEnd addressed = named(inventory, "2001:db8::10");
        assertThat(addressed.ssh().port()).hasValue(2022);
        assertThat(addressed.endpoint()).isEqualTo("http://[2001:db8::10]:2633/RPC2");
        assertThat(named(inventory, "casedY").ssh().port()).hasValue(2222);
    }

    private static FrontEnd named(Inventory inventory, String name) {
        return inventory.frontEnds().stream()
                .filter(frontEnd -> frontEnd.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
