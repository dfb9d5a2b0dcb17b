package io.oneha.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of one-deploy, and what may go into a command later. */
class ZoneRulesTest {
    private static final String VIP = "one_vip: 10.0.0.9, one_vip_cidr: 24, one_vip_if: eth0";

    /** Two front-ends with these variables for both of them. */
    private static String two(String variables) {
        return "all:\n  vars: { " + variables + " }\nfrontend:\n  hosts:\n"
                + "    fe1: { ansible_host: 10.0.0.1 }\n    fe2: { ansible_host: 10.0.0.2 }\n";
    }

    private static String one(String variables) {
        return "frontend:\n  hosts:\n    fe1: { " + variables + " }\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ansible_host: 10.0.0.256               | ansible_host "10.0.0.256" is neither an address nor a host name; write the address of "fe1"
                    ansible_host: "$(reboot)"              | ansible_host "$(reboot)" is neither an address nor a host name; write the address of "fe1"
                    ansible_host: [10.0.0.1]               | ansible_host is a list or mapping; write one value
                    ansible_host: ""                       | ansible_host "" is neither an address nor a host name; write the address of "fe1"
                    ansible_user: "a;b"                    | ansible_user "a;b" is not a user's name; write the user to log in as
                    ansible_port: 0                        | ansible_port "0" is not a number from 1 to 65535; write one
                    ansible_port: 65536                    | ansible_port "65536" is not a number from 1 to 65535; write one
                    ansible_port: 022                      | ansible_port "022" is not a number from 1 to 65535; write one
                    ansible_port: "22 "                    |
                    ansible_port: ssh                      | ansible_port "ssh" is not a number from 1 to 65535; write one
                    ansible_become: maybe                  | ansible_become "maybe" is neither true nor false; write true or false
                    ansible_ssh_common_args: "a\\tb"       | ansible_ssh_common_args "a b" holds control characters; write options of ssh on one line
                    ansible_ssh_private_key_file: "a\\0"   | ansible_ssh_private_key_file "a " is not a path; write the path of a private key
                    one_vip_if: "../x"                     | one_vip_if "../x" is not the name of a network interface; write one as "ip link" shows it, such as eth0
                    one_vip_if: a234567890123456           | one_vip_if "a234567890123456" is not the name of a network interface; write one as "ip link" shows it, such as eth0
                    oneha_endpoint: "fe1:2633"             | oneha_endpoint "fe1:2633" is not the URL of an oned; write http://ADDRESS:2633/RPC2
                    db_name: "x; drop"                     | db_name "x; drop" is not a database's name; write a plain name without special characters
                    db_owner: "x'y"                        | db_owner "x'y" is not a user's name; write a plain name without special characters
                    db_name: "-x"                          | db_name "-x" is not a database's name; write a plain name without special characters
                    db_owner: "-x"                         | db_owner "-x" is not a user's name; write a plain name without special characters
                    db_backend: PostgreSQL                 | db_backend "PostgreSQL" is not a database that one-deploy knows; write MariaDB or SQLite
                    leader_hook: "../../bin/sh"            | leader_hook "../../bin/sh" is not the path of a script; write a path such as raft/vip.sh
                    follower_hook: "raft/vip.sh; reboot"   | follower_hook "raft/vip.sh; reboot" is not the path of a script; write a path such as raft/vip.sh
                    zone_name: "a/b"                       | zone_name "a/b" is not a name that OpenNebula accepts; write a plain name without special characters
                    ensure_keys_for: root                  | ensure_keys_for is not a list; write [one, two]
                    ensure_keys_for: [root, "a b"]         | ensure_keys_for "a b" is not a user's name; list users of the front-ends
                    force_ha: 2                            | force_ha "2" is neither true nor false; write true or false
                    force_ha: [true]                       | force_ha is a list or mapping; write one value
                    """)
    void aValueThatCannotBeIsRefusedWithItsLine(String variable, String message) {
        if (message == null) {
            assertThat(Inventories.parse(one(variable)).frontEnds()).hasSize(1);
            return;
        }
        assertThatThrownBy(() -> Inventories.parse(one(variable)))
                .isInstanceOf(InventoryException.class)
                .hasMessage("hosts.yml:3: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    one_vip: 10.0.0.9                                       | one_vip is set but one_vip_cidr and one_vip_if are not, for "fe1"
                    one_vip_if: eth0                                        | one_vip_if is set but one_vip and one_vip_cidr are not, for "fe1"
                    one_vip_cidr: 24, one_vip_if: eth0                      | one_vip_cidr and one_vip_if are set but one_vip is not, for "fe1"
                    one_vip: , one_vip_cidr: 24, one_vip_if: eth0           | one_vip_cidr and one_vip_if are set but one_vip is not, for "fe1"
                    one_vip: 10.0.0.9, one_vip_cidr: 33, one_vip_if: eth0   | one_vip_cidr "33" is not a number from 1 to 32
                    one_vip: 10.0.0.9, one_vip_cidr: /24, one_vip_if: eth0  | one_vip_cidr "/24" is not a number from 1 to 32
                    one_vip: 10.0.0.9, one_vip_cidr: 0, one_vip_if: eth0    | one_vip_cidr "0" is not a number from 1 to 32
                    one_vip: "2001:db8::9", one_vip_cidr: 129, one_vip_if: e | one_vip_cidr "129" is not a number from 1 to 128
                    one_vip: 10.0.0.9/24, one_vip_cidr: 24, one_vip_if: e   | one_vip "10.0.0.9/24" is not an address that a host can have
                    one_vip: 127.0.0.1, one_vip_cidr: 24, one_vip_if: e     | one_vip "127.0.0.1" is not an address that a host can have
                    one_vip: vip.example.org, one_vip_cidr: 24, one_vip_if: e | one_vip "vip.example.org" is not an address that a host can have
                    one_vip: 10.0.0.2, one_vip_cidr: 24, one_vip_if: e      | one_vip "10.0.0.2" is the address of "fe2" itself
                    """)
    void theVipIsWholeAndPossibleOrRefused(String variables, String message) {
        assertThatThrownBy(() -> Inventories.parse(two(variables)))
                .isInstanceOf(InventoryException.class)
                .hasMessageStartingWith("hosts.yml:2: " + message);
    }

    @Test
    void aPrefixGivenAsAStringIsANumber() {
        assertThat(Inventories.parse(two(VIP.replace("24", "'24'"))).vip()).contains(new Vip("10.0.0.9", 24));
    }

    @Test
    void theInterfaceMayDifferButEachFrontEndNeedsOne() {
        String different = "all: { vars: { one_vip: 10.0.0.9, one_vip_cidr: 24 } }\nfrontend:\n  hosts:\n"
                + "    fe1: { one_vip_if: eth0 }\n    fe2: { one_vip_if: bond0 }\n";
        assertThat(Inventories.parse(different).frontEnds())
                .extracting(FrontEnd::vipInterface)
                .containsExactly(Optional.of("eth0"), Optional.of("bond0"));
        assertThatThrownBy(() -> Inventories.parse(different.replace("one_vip_if: bond0", "")))
                .hasMessageContaining("one_vip_if is not, for \"fe2\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one_vip",
                "one_vip_cidr",
                "zone_name",
                "db_name",
                "leader_hook",
                "force_ha",
                "one_pass",
                "ensure_keys_for"
            })
    void whatBelongsToTheZoneIsTheSameOnEachFrontEnd(String name) {
        String list = name.equals("ensure_keys_for") ? "[root]" : "'1'";
        String text = "all:\n  vars:\n    " + VIP.replace(", ", "\n    ")
                + "\nfrontend:\n  hosts:\n    fe1:\n    fe2:\n      " + name + ": " + list + "\n";
        assertThatThrownBy(() -> Inventories.parse(text))
                .isInstanceOf(InventoryException.class)
                .hasMessage("hosts.yml:10: " + name
                        + " is not the same for \"fe1\" and \"fe2\"; set it once, for all front-ends");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "Yes", "YES", "on", "true", "True", "1", "'yes'", "\"TRUE\"", "'on'", "'1'"})
    void forceHaIsTrueInEveryWordThatAnsibleKnows(String word) {
        assertThat(Inventories.parse(one("force_ha: " + word + ", " + VIP)).forceHa())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "No", "off", "OFF", "false", "0", "'no'", "'0'", "~", ""})
    void forceHaIsFalseInEveryWordThatAnsibleKnows(String word) {
        assertThat(Inventories.parse(one("force_ha: " + word)).forceHa()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    force_ha: true                          | hosts.yml:3: force_ha but no one_vip; set one_vip, one_vip_cidr and one_vip_if before changing anything
                    db_name: "{{ database.name }}"          | hosts.yml:3: db_name is a Jinja expression, which only Ansible can evaluate; write its value, here, with -E, or in the output of ansible-inventory --list; "ansible all -m debug -a var=db_name" prints it
                    ensure_keys_for: ["{{ user.name }}"]    | hosts.yml:3: ensure_keys_for is a Jinja expression, which only Ansible can evaluate; write its value, here, with -E, or in the output of ansible-inventory --list; "ansible all -m debug -a var=ensure_keys_for" prints it
                    zone_name: "{% if x %}a{% endif %}"     | hosts.yml:3: zone_name is a Jinja expression, which only Ansible can evaluate; write its value, here, with -E, or in the output of ansible-inventory --list; "ansible all -m debug -a var=zone_name" prints it
                    """)
    void whatOnlyAChangeNeedsRefusesChangesAndNothingElse(String variable, String line) {
        Inventory inventory = Inventories.parse(one(variable));
        assertThat(inventory.changesRefused()).contains(line);
        assertThatThrownBy(inventory::requireChangeable).hasMessage(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ansible_host", "ansible_user", "ansible_port", "frontend_group"})
    void aTemplateWhereAValueIsNeededSaysSo(String name) {
        assertThatThrownBy(() -> Inventories.parse(one(name + ": '{{ x | lower }}'")))
                .isInstanceOf(InventoryException.class)
                .hasMessageStartingWith("hosts.yml:3: " + name + " is a Jinja expression")
                .hasMessageContaining("ansible-inventory --list");
    }

    @Test
    void aTemplateThatNobodyNeedsIsIgnored() {
        Inventory inventory =
                Inventories.parse(one("context: { ip: '{{ ansible_host }}' }, one_token: '{{ t }}', x: '{{ y }}'"));
        assertThat(inventory.changesRefused()).isEmpty();
        assertThat(inventory.frontEnds().get(0).variables()).isEmpty();
    }

    @Test
    void aPasswordThatIsATemplateIsRefusedWhenItIsUsed() {
        Inventory inventory = Inventories.parse(one("db_password: '{{ vault_db | trim }}', one_pass: !unsafe 'a{{b'"));
        assertThat(inventory.changesRefused()).isEmpty();
        assertThat(inventory.onePass().map(Secret::value)).contains("a{{b");
        Secret secret = inventory.database().password().orElseThrow();
        assertThatThrownBy(secret::value).hasMessageStartingWith("hosts.yml:3: db_password is a Jinja expression");
    }

    @Test
    void sqliteIsRefusedOnlyForChangesToAHighlyAvailableZone() {
        assertThat(Inventories.parse(two(VIP + ", db_backend: SQLite")).changesRefused())
                .contains(
                        "hosts.yml:2: db_backend \"SQLite\" cannot be replicated; use MariaDB for more than one front-end");
        Inventory single = Inventories.parse(one("db_backend: SQLite"));
        assertThat(single.changesRefused()).isEmpty();
        assertThat(single.database().backend()).isEqualTo("SQLite");
    }

    @Test
    void aServerOfAClusterIsNotCalledLocalhost() {
        assertThat(Inventories.parse(two(VIP).replace("fe2", "localhost")).changesRefused())
                .get()
                .asString()
                .startsWith("hosts.yml:6: the front-end is called \"localhost\"");
        assertThat(Inventories.parse("frontend: { hosts: { localhost: } }").changesRefused())
                .isEmpty();
    }

    @Test
    void oneServerIsNotListedTwiceUnderDifferentSpellings() {
        assertThatThrownBy(() -> Inventories.parse(
                        two(VIP).replace("10.0.0.1 ", "2001:db8::1 ").replace("10.0.0.2", "2001:DB8:0::1")))
                .hasMessage("hosts.yml:6: \"fe2\" and \"fe1\" are the same server, http://[2001:db8::1]:2633/RPC2; "
                        + "give each its own address");
        assertThatThrownBy(() -> Inventories.parse("frontend: { hosts: { fe1: , FE1: } }"))
                .hasMessageContaining("are the same server");
    }

    @Test
    void serversOnOneMachineAreToldApartByTheirEndpoints() {
        Inventory inventory = Inventories.parse("frontend:\n  hosts:\n"
                + "    n0: { ansible_host: 127.0.0.1, oneha_endpoint: 'http://127.0.0.1:4000/RPC2' }\n"
                + "    n1: { ansible_host: 127.0.0.1, oneha_endpoint: 'http://127.0.0.1:4001/RPC2' }\n");
        assertThat(inventory.frontEnds())
                .extracting(FrontEnd::endpoint)
                .containsExactly("http://127.0.0.1:4000/RPC2", "http://127.0.0.1:4001/RPC2");
    }

    @Test
    void theOlderNamesOfConnectionVariablesWork() {
        FrontEnd frontEnd = Inventories.parse(
                        one(
                                "ansible_ssh_host: 10.0.0.7, ansible_ssh_user: x, ansible_ssh_port: 24, ansible_private_key_file: k"))
                .frontEnds()
                .get(0);
        assertThat(frontEnd.address()).isEqualTo("10.0.0.7");
        assertThat(frontEnd.ssh())
                .isEqualTo(new FrontEnd.SshSettings(
                        Optional.of("x"), OptionalInt.of(24), Optional.of("k"), Optional.empty(), true));
    }

    @ParameterizedTest
    @CsvSource({"yes,true", "'no',false", "False,false", "1,true"})
    void becomeIsReadAsAnsibleDoes(String word, boolean become) {
        assertThat(Inventories.parse(one("ansible_become: " + word))
                        .frontEnds()
                        .get(0)
                        .ssh()
                        .become())
                .isEqualTo(become);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "federation: { hosts: { master: { ansible_host: 10.0.0.50 } } }",
                "masters: { hosts: { m: } }\nall: { vars: { federation_group: masters } }",
                "all: { vars: { force_master: true } }",
                "frontend0: { hosts: { m: } }"
            })
    void aFederationIsRecognised(String more) {
        assertThat(Inventories.parse(one("a: b") + more + "\n").federation()).isTrue();
    }

    @Test
    void aZoneOfItsOwnIsNoFederation() {
        assertThat(Inventories.parse(one("force_master: no")).federation()).isFalse();
    }

    @Test
    void controlAndDirectionCharactersOfTheFileNeverReachTheTerminal() {
        assertThatThrownBy(() -> Inventories.parse(one("ansible_user: \"a\\e[31m\\u202E\\nb\"")))
                .hasMessage(
                        "hosts.yml:3: ansible_user \"a [31m  b\" is not a user's name; write the user to log in as");
    }

    @Test
    void aLongValueIsQuotedInPart() {
        assertThatThrownBy(() -> Inventories.parse(one("ansible_user: '" + "x".repeat(400) + "'")))
                .hasMessageContaining("\"" + "x".repeat(60) + "…\"");
    }

    @Test
    void moreFrontEndsThanAnyZoneHasAreRefused() {
        assertThatThrownBy(() -> Inventories.parse("frontend: { hosts: { 'fe[1:101]': } }"))
                .hasMessageContaining("more than 100 hosts");
    }
}
