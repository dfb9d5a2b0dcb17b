package io.oneha.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References and extra variables have the values that Ansible gave them. */
class AnsibleVariablesTest {
    private static final Path REFERENCES = Inventories.ANSIBLE.resolve("references.yml");

    @Test
    void plainReferencesHaveTheValuesThatAnsibleGaveThem() throws IOException {
        List<FrontEnd> frontEnds = Inventories.read(REFERENCES).frontEnds();
        assertThat(frontEnds).hasSize(2);
        for (int i = 0; i < frontEnds.size(); i++) {
            assertAgrees(
                    frontEnds.get(i), recorded("references.ansible-debug.json").get(i));
        }
    }

    @Test
    void extraVariablesHaveTheValuesThatAnsibleGaveThem() throws IOException {
        List<String> extra = List.of(
                "a=1 b='two words' c=\"x=y\" d=a\\=b=z",
                "{\"e\": \"json\", \"own\": \"first\"}",
                "@" + Inventories.ANSIBLE.resolve("extra-vars.yml"),
                "f={{ plain }} own=last g=\"tab\\there\"",
                "{h: yaml, i: yes}");
        FrontEnd frontEnd =
                read(REFERENCES, Optional.empty(), extra).frontEnds().get(0);
        assertAgrees(frontEnd, recorded("extra-vars.ansible-debug.json").get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    word              | --extra-vars: "word" sets no variable; write name=value, {"name": "value"} or @FILE
                    =x                | --extra-vars: "=x" sets no variable; write name=value, {"name": "value"} or @FILE
                    /etc/vars.yml     | --extra-vars: "/etc/vars.yml" is no variable; put @ before the name of a file
                    [a, b]            | --extra-vars:1: extra variables are a mapping; write name=value, {"name": "value"} or @FILE
                    a='b              | --extra-vars: a quote or brace is opened and never closed in "a='b"; close it
                    {a: b             | --extra-vars:1: a bracket is opened here and never closed; close it
                    @missing.yml      | missing.yml: there is no such file; check the path
                    ansible_port=many | --extra-vars: ansible_port "many" is not a number from 1 to 65535; write one
                    """)
    void extraVariablesThatCannotBeAreToldInOneLine(String text, String message) {
        assertThatThrownBy(() -> read(REFERENCES, Optional.empty(), List.of(text)))
                .isInstanceOf(InventoryException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ansible_host: "{{ a }}", a: "{{ b }}", b: "x{{ a }}" | ansible_host refers to "a", which refers back to it; give one of them a value
                    ansible_host: "{{ ansible_host }}"        | ansible_host refers to "ansible_host", which refers back to it; give one of them a value
                    ansible_host: "{{ a }}", a: "{{ a }}"     | ansible_host refers to "a", which refers back to it; give one of them a value
                    ansible_host: "{{ missing }}"             | ansible_host refers to "missing", which is not set; set it, or give it with -E missing=VALUE or -E @FILE
                    ansible_host: "x{{ a }}", a: [1]          | ansible_host refers to "a", which is a list or mapping; write one value
                    ansible_host: "x{{ a }}", a: 0x10         | ansible_host refers to "a", which is not a string: Ansible changes it; put it in quotes
                    """)
    void aReferenceThatHasNoTextIsToldWithTheWayOut(String variables, String message) {
        assertThatThrownBy(() -> Inventories.parse("frontend:\n  hosts:\n    fe1: { " + variables + " }\n"))
                .isInstanceOf(InventoryException.class)
                .hasMessage("hosts.yml:3: " + message);
    }

    @Test
    void aTextThatDoublesWithEachReferenceIsRefused() {
        StringBuilder text = new StringBuilder("frontend:\n  hosts: { fe1: }\n  vars:\n    a0: ''\n");
        for (int i = 1; i <= 60; i++) {
            text.append("    a%d: \"{{ a%d }}{{ a%d }}\"%n".formatted(i, i - 1, i - 1));
        }
        assertThatThrownBy(() -> Inventories.parse(text + "    ansible_user: \"{{ a60 }} \"\n"))
                .hasMessage("hosts.yml:65: ansible_user grows too long by its references; write its value");
    }

    @Test
    void aSecretBehindAReferenceStaysOne() {
        Inventory inventory =
                Inventories.parse("frontend:\n  hosts: { fe1: }\n  vars:\n    one_pass: \"{{ vault_password }}\"\n"
                        + "    vault_password: hidden\n    shown: \"is {{ vault_password }}\"\n");
        assertThat(inventory.onePass().map(Secret::value)).contains("hidden");
        assertThat(inventory.frontEnds().get(0).variables()).isEmpty();
        assertThat(inventory.toString()).doesNotContain("hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"one_vip", "one_vip_cidr", "one_vip_if", "force_ha"})
    void aJinjaValueThatOnlyAChangeNeedsIsNoReasonNotToLook(String name) {
        String set = ("one_vip: 192.0.2.9, one_vip_cidr: 24, one_vip_if: eth0, force_ha: true, ")
                .replaceFirst(name + ": [^,]+", name + ": '{{ x | first }}'");
        String text = "frontend:\n  vars: { " + set + " }\n  hosts: { fe1: , fe2: }\n";
        Inventory inventory = Inventories.parse(text);
        String reason = "hosts.yml:2: " + name + " is a Jinja expression, which only Ansible can evaluate";
        assertThat(inventory.changesRefused()).get().asString().startsWith(reason);
        assertThatThrownBy(inventory::requireChangeable).hasMessageStartingWith(reason);
        boolean address = name.equals("one_vip") || name.equals("one_vip_cidr");
        assertThat(inventory.vip().isPresent()).isEqualTo(!address);
        assertThat(inventory.vipUnknown().isPresent()).isEqualTo(address);
    }

    @Test
    void severalZonesInOneFileAreNamedAndOneIsPicked(@TempDir Path folder) throws IOException {
        String zone = "    frontend%1$d:\n      hosts: { fe%1$d1: , fe%1$d2: }\n"
                + "      vars: { one_vip: 192.0.2.%1$d, one_vip_cidr: 24, one_vip_if: eth0%2$s }\n";
        String shared = "frontend:\n  children:\n" + zone.formatted(0, "") + zone.formatted(1, "");
        assertPicks(
                folder,
                shared,
                "hosts.yml:8: one_vip is not the same for \"fe01\" and \"fe11\", which are in the groups"
                        + " frontend0 and frontend1; pick a zone with --frontend-group, such as --frontend-group frontend0");
        String named = "all:\n  children:\n" + zone.formatted(0, ", frontend_group: frontend0")
                + zone.formatted(1, ", frontend_group: frontend1");
        assertPicks(
                folder,
                named,
                "hosts.yml:8: the inventory has the front-ends of several zones, in the groups frontend0,"
                        + " frontend1; pick a zone with --frontend-group, such as --frontend-group frontend0");
    }

    private static void assertPicks(Path folder, String text, String message) throws IOException {
        assertThatThrownBy(() -> Inventories.parse(text)).hasMessage(message);
        Path file = Files.writeString(folder.resolve("hosts.yml"), text);
        Inventory one = read(file, Optional.of("frontend1"), List.of());
        assertThat(one.frontEnds()).extracting(FrontEnd::name).containsExactly("fe11", "fe12");
        assertThat(one.vip()).contains(new Vip("192.0.2.1", 24));
        assertThat(one.federation()).isTrue();
        assertThatThrownBy(() -> read(file, Optional.of("frontend2"), List.of()))
                .hasMessage(file + ":1: there is no group \"frontend2\" (groups here: "
                        + (text.startsWith("all") ? "" : "frontend, ")
                        + "frontend0, frontend1); name one of them with --frontend-group");
    }

    private static Inventory read(Path file, Optional<String> group, List<String> extra) {
        return InventoryReader.read(file, new InventoryOptions(group, extra), Optional::empty);
    }

    private static void assertAgrees(FrontEnd frontEnd, JsonNode expected) {
        assertThat(expected.size()).isPositive();
        expected.properties().forEach(field -> assertThat(frontEnd.variables())
                .containsEntry(field.getKey(), field.getValue().asText()));
    }

    private static List<JsonNode> recorded(String name) throws IOException {
        try (MappingIterator<JsonNode> all = new ObjectMapper()
                .readerFor(JsonNode.class)
                .readValues(Inventories.text(Inventories.ANSIBLE.resolve(name)))) {
            return all.readAll().stream().map(one -> one.get("msg")).toList();
        }
    }
}
