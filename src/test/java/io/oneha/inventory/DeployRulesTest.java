package io.oneha.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.inventory.DeploySettings.OnedSetting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One-deploy's variables beside those of HA, as users write them. */
class DeployRulesTest {
    private static Inventory two(String variables) {
        return Inventories.parse(
                "all:\n  vars: { one_vip: 10.0.0.9, one_vip_cidr: 24, one_vip_if: eth0, " + variables
                        + " }\nfrontend:\n  hosts:\n    fe1: { ansible_host: 10.0.0.1 }\n    fe2: { ansible_host: 10.0.0.2 }\n");
    }

    @Test
    void settingsOfOnedConfAreReadByNameAndBySection() {
        assertThat(two("oned_conf: { manager_timer: 30, LOG: { DEBUG_LEVEL: 5, system: file },"
                                + " DEFAULT_COST: { CPU_COST: 0.5 }, NETWORK_SIZE: '{{ size }}' }, size: '254'")
                        .deploy()
                        .oned())
                .containsExactly(
                        new OnedSetting(Optional.empty(), "MANAGER_TIMER", "30", false),
                        new OnedSetting(Optional.of("LOG"), "DEBUG_LEVEL", "5", false),
                        new OnedSetting(Optional.of("LOG"), "SYSTEM", "file", false),
                        new OnedSetting(Optional.of("DEFAULT_COST"), "CPU_COST", "0.5", false),
                        new OnedSetting(Optional.empty(), "NETWORK_SIZE", "254", false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    oned_conf: { DB: { BACKEND: sqlite } }             | oned_conf.DB.BACKEND is written by oneha itself; set db_backend, db_name, db_owner and db_password instead
                    oned_conf: { ONEGATE_ENDPOINT: 'http://x' }        | oned_conf.ONEGATE_ENDPOINT is written by oneha itself; set gate_endpoint instead
                    oned_conf: { port: 12633 }                         | oned_conf.port is written by oneha itself; leave it out: the zone's servers are at port 2633
                    oned_conf: { VM_MAD: { NAME: kvm } }               | oned_conf.VM_MAD.NAME "kvm" is one of several of that name in oned.conf; leave it out and edit oned.conf by hand
                    oned_conf: { LOG: { DEBUG_LEVEL: [1] } }           | oned_conf.LOG.DEBUG_LEVEL is a list or mapping; write one value
                    oned_conf: { A: { B: { C: 1 } } }                  | oned_conf.A.B is a list or mapping; write one value
                    oned_conf: { "A B": 1 }                            | oned_conf.A B "1" has a name that oned.conf cannot have; use letters, digits and _
                    oned_conf: { SESSION: yes }                        | oned_conf.SESSION is not a string: Ansible changes such a value; put it in quotes
                    oned_conf: "PORT = 1"                              | oned_conf is not a mapping; write "NAME: VALUE" in it
                    oned_conf: { A: "{{ lookup('env', 'A') }}" }       | oned_conf.A is a Jinja expression, which only Ansible can evaluate
                    gate_endpoint: "fe1:5030"                          | gate_endpoint "fe1:5030" is not a URL; write one such as http://gate.example.org:5030
                    gate_endpoint: "http://a\\"b"                      | gate_endpoint "http://a"b" is not a URL
                    gate_endpoint: "http://{{ ansible_host }}:5030"    | gate_endpoint is not the same for "fe1" and "fe2"
                    one_version: "7.0/../x"                            | one_version "7.0/../x" is not a version of OpenNebula
                    one_version: "7.0", opennebula_repo_path: { Debian: "a;b" } | opennebula_repo_path.Debian "a;b" is not a path
                    one_version: "7.0", opennebula_repo_key_url: { Debian: "http://m/k.asc" } | opennebula_repo_key_url.Debian "http://m/k.asc" is not an address by https; write one that begins with https://, for packages are trusted by what it gives
                    """)
    void aValueThatCannotBeRefusesChangesWithItsLineAndNoLook(String variable, String message) {
        Inventory inventory = two(variable);
        assertThat(inventory.frontEnds()).hasSize(2);
        assertThat(inventory.changesRefused().orElse("none")).startsWith("hosts.yml:2: " + message);
    }

    @Test
    void theGatesAddressMayReferToTheVirtualOne() {
        assertThat(two("gate_endpoint: 'https://{{ one_vip }}:5030'")
                        .deploy()
                        .gate()
                        .orElseThrow()
                        .value())
                .isEqualTo("https://10.0.0.9:5030");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gate_endpoint: 'http://gate:{{ my_password }}@n1:5030', my_password: se-cret",
                "gate_endpoint: 'http://gate:se-cret@n1:5030'",
                "oned_conf: { FOO: { PASSWORD: se-cret } }",
                "oned_conf: { FOO_TOKEN: se-cret }",
            })
    void aSecretIsSetAndNeverShown(String variables) {
        DeploySettings deploy = two(variables).deploy();
        assertThat(Stream.concat(deploy.oned().stream(), deploy.gate().stream()))
                .singleElement()
                .satisfies(setting -> {
                    assertThat(setting.value()).contains("se-cret");
                    assertThat(setting.shown()).contains("********").doesNotContain("se-cret");
                });
        assertThat(deploy.toString()).doesNotContain("se-cret");
    }

    @Test
    void theRepositoryIsKnownByItsVersionOrItsAddressAndItsTokenIsMasked() {
        DeploySettings deploy =
                two("one_version: '7.0', one_token: 'user:se-cret'").deploy();
        assertThat(deploy.repository().orElseThrow().version()).contains("7.0");
        assertThat(deploy.repository().orElseThrow().token().orElseThrow().value())
                .isEqualTo("user:se-cret");
        assertThat(deploy.toString()).doesNotContain("se-cret");
        assertThat(two("opennebula_repo_url: { Debian: 'http://mirror/one' }")
                        .deploy()
                        .repository())
                .isPresent();
        assertThat(two("one_token: 'user:se-cret'").deploy().repository()).isEmpty();
        assertThat(two("one_version: '7.0', repos_enabled: [ceph]").deploy().repository())
                .isEmpty();
        assertThat(two("one_version: '7.0', repos_enabled: [ceph, opennebula]")
                        .deploy()
                        .repository())
                .isPresent();
    }

    @Test
    void whatOnlyAnsibleCanSayOfTheRepositoryLeavesItOutByName() {
        DeploySettings deploy = two("one_version: '7.0', opennebula_repo_url: { Debian:"
                        + " 'http://m/{{ ansible_distribution_major_version }}' }")
                .deploy();
        assertThat(deploy.repository()).isEmpty();
        assertThat(deploy.notApplied()).containsExactly("one_version", "opennebula_repo_url");
    }

    @Test
    void whatIsNotAppliedIsKnownByName() {
        assertThat(two("features: { ceph: true, evpn: false, prometheus: yes }, ssl: { web_server: nginx },"
                                + " auth: { default: ldap, ldap: { config: {} } }, flow_bind_addr: 0.0.0.0, ensure_hosts: true,"
                                + " ansible_user: root, one_pass: x, one_version: '7.0', unset: , ansible_connection: docker")
                        .deploy()
                        .notApplied())
                .containsExactly(
                        "ansible_connection",
                        "auth.default",
                        "auth.ldap",
                        "ensure_hosts",
                        "features.ceph",
                        "features.prometheus",
                        "flow_bind_addr",
                        "ssl");
        assertThat(two("one_pass: x").deploy())
                .isEqualTo(new DeploySettings(List.of(), Optional.empty(), Optional.empty(), List.of()));
    }

    @Test
    void oneFrontEndMayBeThisMachineAndTwoMayNot() {
        assertThat(Inventories.parse("frontend:\n  hosts:\n    fe1: { ansible_connection: local }\n    fe2:\n")
                        .frontEnds())
                .extracting(FrontEnd::connection)
                .containsExactly(FrontEnd.Connection.LOCAL, FrontEnd.Connection.SSH);
        assertThatThrownBy(() -> two("ansible_connection: local"))
                .isInstanceOf(InventoryException.class)
                .hasMessage(
                        "hosts.yml:2: ansible_connection is local for \"fe1\" and \"fe2\", but only one of them can be"
                                + " the machine that oneha runs on; set it for that one alone");
    }
}
