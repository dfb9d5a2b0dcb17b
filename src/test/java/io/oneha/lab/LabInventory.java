package io.oneha.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The inventory of a lab's front-ends, as its operator has it. */
public final class LabInventory {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Lab lab;
    private final Map<String, String> variables;
    private final List<String> commonArgs;
    private final int frontends;

    private LabInventory(Lab lab, Map<String, String> variables, List<String> commonArgs, int frontends) {
        this.lab = lab;
        this.variables = variables;
        this.commonArgs = commonArgs;
        this.frontends = frontends;
    }

    /** As root with the ed25519 key, through the jump hosts that there are, with the VIP. */
    static LabInventory of(Lab lab) {
        Map<String, String> variables = new TreeMap<>();
        String vip = lab.plan().vip();
        variables.put("ansible_user", "root");
        variables.put("one_vip", lab.plan().vipAddress());
        variables.put("one_vip_cidr", vip.substring(vip.indexOf('/') + 1));
        variables.put("one_vip_if", "eth0");
        List<String> commonArgs = new ArrayList<>();
        commonArgs.add("-o UserKnownHostsFile=" + lab.operator().knownHosts());
        if (!lab.jumps().isEmpty()) {
            // As with ssh itself, only a configuration file counts for jump hosts as well.
            commonArgs.add("-F " + lab.operator().home().resolve(".ssh/config"));
            commonArgs.add("-o ProxyJump="
                    + String.join(
                            ",",
                            lab.jumps().stream()
                                    .map(jump -> "root@" + jump.name())
                                    .toList()));
        }
        return new LabInventory(lab, variables, commonArgs, lab.frontends().size()).withKey("ed25519");
    }

    /** With another value of a variable, as YAML writes it. */
    public LabInventory with(String variable, String value) {
        Map<String, String> more = new TreeMap<>(variables);
        more.put(variable, value);
        return new LabInventory(lab, more, commonArgs, frontends);
    }

    /** Without a variable. */
    public LabInventory without(String variable) {
        Map<String, String> fewer = new TreeMap<>(variables);
        fewer.remove(variable);
        return new LabInventory(lab, fewer, commonArgs, frontends);
    }

    public LabInventory withUser(String user) {
        return with("ansible_user", user);
    }

    /** With the operator's key of a type. */
    public LabInventory withKey(String type) {
        return with("ansible_ssh_private_key_file", lab.operator().key(type).toString());
    }

    /** With other arguments of ssh, instead of those that name known_hosts and the jump hosts. */
    public LabInventory withCommonArgs(String... arguments) {
        return new LabInventory(lab, variables, List.of(arguments), frontends);
    }

    /** With the first so many front-ends only. */
    public LabInventory withFrontends(int count) {
        return new LabInventory(lab, variables, commonArgs, count);
    }

    /** Its text. */
    public String yaml() {
        StringBuilder yaml = new StringBuilder("---\nall:\n  vars:\n");
        Map<String, String> all = new TreeMap<>(variables);
        if (!commonArgs.isEmpty()) {
            all.put(
                    "ansible_ssh_common_args",
                    "'" + String.join(" ", commonArgs).replace("'", "''") + "'");
        }
        all.forEach((name, value) ->
                yaml.append("    ").append(name).append(": ").append(value).append('\n'));
        yaml.append("\nfrontend:\n  hosts:\n");
        for (Frontend frontend : lab.frontends().subList(0, frontends)) {
            yaml.append("    ").append(frontend.name()).append(": { ansible_host: ");
            yaml.append(frontend.address()).append(" }\n");
        }
        return yaml.toString();
    }

    /** Writes it into the operator's home. */
    public Path write() {
        return lab.operator().writes("inventory-" + COUNT.incrementAndGet() + ".yml", yaml());
    }

    /** The first so many front-ends, with all that a first server needs. */
    LabInventory forHa(int frontends) {
        return withFrontends(frontends)
                .with("force_ha", "true")
                .with("one_pass", Lab.CREDENTIALS.substring(Lab.CREDENTIALS.indexOf(':') + 1))
                .with("db_password", Lab.DATABASE_PASSWORD);
    }
}
