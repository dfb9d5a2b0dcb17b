package io.oneha.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an inventory may look like, and what is said of a text that is none. */
class InventoryLayoutTest {
    private static final String TWO = "{\"frontend\":{\"hosts\":[\"a\",\"b\"]},\"_meta\":{\"hostvars\":{}}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    all:\\n\\tvars:                   | 2 | a tab stands where YAML wants spaces; indent with spaces
                    a:\\n  b: 1\\n c: 2               | 3 | the indentation does not fit the lines above; align it with its neighbours
                    a: b: c                           | 1 | ": " is not possible here; quote the value, or mend the indentation
                    a: 1\\nb\\nc: 2                   | 2 | a key without ":"; write "key: value"
                    a:\\n  - "x\\nb: 2                | 2 | a quote is opened here and never closed; close it
                    a:\\nb: [1,\\nc: 2                | 2 | a bracket is opened here and never closed; close it
                    a: *x                             | 1 | *x has no complete &x above it; define the anchor first
                    a:\\n  b: &x [*x]                 | 2 | *x has no complete &x above it; define the anchor first
                    a: 1\\n---\\nb: 2                 | 2 | a second document begins here; keep one "---", at the top
                    a:\\n  v: {{ x }}                 | 2 | a list or mapping stands where a key belongs; quote a value that begins with { or [, as in "{{ name }}"
                    a: 1\\nb: \u0007x                 | 2 | a control character (code 7); remove it
                    a:\\n  <<: 3                      | 2 | "<<" merges something that is no mapping; name an anchor of a mapping
                    - a\\n- b                         | 1 | an inventory is a mapping of groups; begin with "all:" or "frontend:"
                    nonsense                          | 1 | an inventory is a mapping of groups; begin with "all:" or "frontend:"
                    # nothing                         | 1 | the inventory is empty; list the front-ends in a group "frontend"
                    ---                               | 1 | the inventory is empty; list the front-ends in a group "frontend"
                    [frontend]\\nf1 ansible_host    | 2 | "ansible_host" is no variable of host "f1"; write name=value, values with blanks in quotes
                    [frontend]\\nf1 x='y            | 2 | a quote is opened here and never closed; close it
                    [frontend:child]\\nf1           | 1 | section "frontend:child" is of no known kind; write [GROUP], [GROUP:children] or [GROUP:vars]
                    [frontend]\\n[front end]\\nf1  | 2 | "[front end]" is no section; write [GROUP], [GROUP:children] or [GROUP:vars]
                    [frontend:children]\\nf0        | 2 | there is no group "f0"; list it in a section [f0]
                    [frontend:vars]\\na=1           | 1 | there is no group "frontend"; name a group that has hosts or children
                    [frontend]\\nf1\\n[frontend:vars]\\na | 4 | "a" is no variable; write name=value
                    [frontend]\\nf1:                | 2 | "f1:" is no host in an INI inventory; write the host's name alone
                    plugin: aws_ec2                   | 1 | this configures an inventory plugin and lists no hosts; give the output of ansible-inventory --list instead
                    all:\\n  vars:\\n    frontend_group: x | 3 | there is no group "x"; list the front-ends in it, or name their group with frontend_group
                    b:\\na:                           | 1 | there is no group "frontend" (groups here: a, b); list the front-ends in it, or name their group with frontend_group
                    \\nfrontend:                      | 2 | group "frontend" has no hosts; list the front-ends in it: "hosts:", below it a line "NAME: { ansible_host: ADDRESS }" each
                    frontend:\\n  hosts: [a]          | 2 | the hosts of group "frontend" are a list; write a mapping: each name with a colon after it, without a dash
                    frontend:\\n  hosts:\\n    - a    | 2 | the hosts of group "frontend" are a list; write a mapping: each name with a colon after it, without a dash
                    frontend:\\n  hosts:\\n    a: x   | 3 | the variables of host "a" are no mapping; write "NAME: { ansible_host: ADDRESS }"
                    frontend:\\n  hosts:\\n    a:\\n    a: | 4 | "a" was already given on line 3; keep one of the two
                    a:\\na:                           | 2 | "a" was already given on line 1; keep one of the two
                    frontend:\\n  hosts: { a: }\\n  hosts: { b: } | 3 | "hosts" was already given on line 2; keep one of the two
                    frontend:\\n  hosts:\\n    "a b": | 3 | host "a b" cannot be a server's name; use letters, digits, dots and hyphens
                    x:\\n  children:\\n    y:\\n      children:\\n        x: | 1 | group "x" is a child of itself, over others; take one of its children: lines out
                    x:\\n  children:\\n    all:       | 1 | group "x" is a child of itself, over others; take one of its children: lines out
                    a:\\n  vars: { ansible_group_priority: high } | 2 | ansible_group_priority is not a number; write a number such as 10
                    %YAML 3.0\\n---\\na: 1            | 1 | not YAML that can be read: Version{major=3, minor=0}; mend or remove it
                    """)
    void aTextThatIsNoInventoryIsRefusedWithTheLineToLookAt(String text, int line, String message) {
        assertThatThrownBy(() -> Inventories.parse(text.replace("\\n", "\n").replace("\\t", "\t")))
                .isInstanceOf(InventoryException.class)
                .hasMessage("hosts.yml:" + line + ": " + message);
    }

    @Test
    void aDoubledVariableIsRefusedOnlyWhereItIsNeeded() {
        String text = "frontend:\n  vars:\n    NAME: 1\n    NAME: 2\n  hosts: { a: }\n";
        assertThat(Inventories.parse(text.replace("NAME", "vn")).frontEnds()).hasSize(1);
        assertThatThrownBy(() -> Inventories.parse(text.replace("NAME", "ansible_port")))
                .hasMessage("hosts.yml:4: \"ansible_port\" was already given on line 3; keep one of the two");
    }

    @Test
    void whatIsNotOursIsLeftAlone() {
        Inventory inventory = Inventories.parse(
                """
                x-common: &common { hosts: { n1: } }
                node: *common
                mon: just text
                ceph: { children: { ? mon , ? mgr }, unknown: { a: 1 } }
                frontend:
                  hosts: { fe1: { features: { evpn: yes }, pci_devices: [ { address: '0000:09:00.0' } ], t: !custom x } }
                """);
        assertThat(inventory.frontEnds()).extracting(FrontEnd::name).containsExactly("fe1");
        assertThat(inventory.frontEnds().get(0).variables()).containsOnlyKeys("t");
    }

    @Test
    void hostsMayBeAMappingOrAListInJson() {
        String mapping = "{\"frontend\": {\"hosts\": {\"a\": {\"ansible_port\": 23}, \"b\": null}}}";
        assertThat(Inventories.parse(mapping).frontEnds())
                .extracting(frontEnd -> frontEnd.ssh().port().orElse(22))
                .containsExactly(23, 22);
        assertThat(Inventories.parse(TWO).frontEnds()).hasSize(2);
        assertThat(Inventories.parse("{\"frontend\": [\"a\", \"b\"]}").frontEnds())
                .hasSize(2);
    }

    @Test
    void groupVariablesOfAnExportedListCount() {
        String exported = TWO.replace("[\"a\",\"b\"]", "[\"a\"], \"vars\": {\"ansible_port\": 24}");
        assertThat(Inventories.parse(exported).frontEnds().get(0).ssh().port()).hasValue(24);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"frontend":\\n{"hosts": ["a",\\n}}      | 3 | not valid JSON: Unexpected character ('}' (code 125)): expected a value
                    {"frontend":\\n{"hosts": ["a"           | 2 | not valid JSON: Unexpected end-of-input
                    {"a": 1}\\n{"b": 2}                      | 2 | text after the end of the JSON
                    {"_meta":\\n{"hostvars": []}}           | 1 | _meta has no hostvars
                    {"frontend": {"hosts": [{}]}}           | 1 | a host's name is expected here
                    {"frontend": {"children":\\n[null]}}    | 2 | a group's name is expected here
                    {}                                      | 1 | there is no group "frontend"
                    """)
    void faultsOfAListAreToldLikewise(String text, int line, String message) {
        assertThatThrownBy(() -> Inventories.parse(text.replace("\\n", "\n")))
                .isInstanceOf(InventoryException.class)
                .hasMessageStartingWith("hosts.yml:" + line + ": " + message);
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkDoNotMatter() {
        assertThat(Inventories.parse("\uFEFFfrontend:\r\n  hosts:\r\n    a:\r\n")
                        .frontEnds())
                .hasSize(1);
    }

    @Test
    void otherEncodingsAreNamed() {
        byte[] latin = "frontend:\n  vars: { x: \"\u00e4\" }\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Inventories.parse(latin))
                .hasMessage("hosts.yml:2: not UTF-8 text; save the file as UTF-8");
    }

    @Test
    void standardInputIsCalledADash() {
        assertThatThrownBy(() -> InventoryReader.read("-", InputStream.nullInputStream(), Optional::empty))
                .hasMessageStartingWith("-:1: the inventory is empty");
    }

    @Test
    void aBrokenInputIsOneLineToo() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Input/output error");
            }
        };
        assertThatThrownBy(() -> InventoryReader.read("-", broken, Optional::empty))
                .isInstanceOf(InventoryException.class)
                .hasMessage("-: the inventory cannot be read; check the path and the disk");
    }

    @Test
    void aFileThatIsNotThereOrAFolderIsSaid(@TempDir Path folder) {
        Path missing = folder.resolve("hosts.yml");
        assertThatThrownBy(() -> Inventories.read(missing))
                .hasMessage(missing + ": there is no such file; check the path");
        assertThatThrownBy(() -> Inventories.read(folder))
                .hasMessage(folder + ": there is no inventory in this folder; put a hosts.yml there, or name a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosts", "inventory.txt", "my zone.yaml", "x.json"})
    void theNameOfTheFileDoesNotMatter(String name, @TempDir Path folder) throws IOException {
        Path yaml = Files.writeString(folder.resolve(name), "frontend: { hosts: { a: } }");
        assertThat(Inventories.read(yaml).frontEnds()).hasSize(1);
        Path json = Files.writeString(folder.resolve(name), "\n " + TWO);
        assertThat(Inventories.read(json).frontEnds()).hasSize(2);
    }

    @Test
    void aFaultInAFolderIsToldWithThatFile(@TempDir Path folder) throws IOException {
        Path inventory = Files.writeString(folder.resolve("hosts"), "frontend: { hosts: { a: } }\n");
        Path variables = Files.createDirectory(folder.resolve("group_vars")).resolve("frontend.yml");
        Files.writeString(variables, "# ours\nansible_port: many\n");
        assertThatThrownBy(() -> Inventories.read(inventory))
                .hasMessage(variables + ":2: ansible_port \"many\" is not a number from 1 to 65535; write one");
        Files.writeString(variables, "- one\n");
        assertThatThrownBy(() -> Inventories.read(inventory))
                .hasMessage(variables + ":1: a file of variables is a mapping; write \"name: value\" lines");
    }

    @Test
    void linksThatLeadRoundInCirclesEnd(@TempDir Path folder) throws IOException {
        Path inventory = Files.writeString(folder.resolve("hosts"), "frontend: { hosts: { a: } }\n");
        Path all = Files.createDirectories(folder.resolve("group_vars/all"));
        for (int i = 0; i < 8; i++) {
            Files.createSymbolicLink(all.resolve("again" + i), all);
        }
        assertThatThrownBy(() -> Inventories.read(inventory))
                .isInstanceOf(InventoryException.class)
                .hasMessageEndingWith("more than 1000 files of variables; is this the right folder?");
    }

    @Test
    void aListOfAnsibleInventoryHasTheFoldersInItAlready(@TempDir Path folder) throws IOException {
        Path list = Files.writeString(folder.resolve("list.json"), TWO);
        Files.writeString(Files.createDirectory(folder.resolve("group_vars")).resolve("all.yml"), "ansible_port: 23\n");
        assertThat(Inventories.read(list).frontEnds().get(0).ssh().port()).isEmpty();
        Path yaml = Files.writeString(folder.resolve("hosts.yml"), "frontend: { hosts: { a: } }\n");
        assertThat(Inventories.read(yaml).frontEnds().get(0).ssh().port()).hasValue(23);
    }

    @Test
    void theFrontEndGroupMayBeNamedInAFolder(@TempDir Path folder) throws IOException {
        Path inventory = Files.writeString(folder.resolve("hosts"), "control: { hosts: { a: } }\n");
        Files.writeString(
                Files.createDirectory(folder.resolve("group_vars")).resolve("all"), "frontend_group: control\n");
        assertThat(Inventories.read(inventory).frontEndGroup()).isEqualTo("control");
    }

    @Test
    void twoNamesForTheFrontEndGroupAreOneTooMany() {
        assertThatThrownBy(() -> Inventories.parse(
                        "a:\n  hosts: { h: }\n  vars: { frontend_group: a }\nb:\n  vars: { frontend_group: b }\n"))
                .hasMessage("hosts.yml:5: the inventory has the front-ends of several zones, in the groups a, b; "
                        + "pick a zone with --frontend-group, such as --frontend-group a");
    }
}
