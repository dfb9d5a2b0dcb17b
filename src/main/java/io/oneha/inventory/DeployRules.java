package io.oneha.inventory;

import io.oneha.inventory.DeploySettings.OnedSetting;
import io.oneha.inventory.DeploySettings.PackageRepository;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What of one-deploy's other variables is carried out, and which of them are not. Sources: its roles {@code gate},
 * {@code opennebula/server} and {@code repository}.
 */
record DeployRules(Members members) {
    private static final String ONED = "oned_conf";
    private static final String CONNECTION = "ansible_connection";
    private static final String GATE = "gate_endpoint";
    private static final String VERSION = "one_version";
    private static final String TOKEN = "one_token";
    private static final String ENABLED = "repos_enabled";
    private static final String REPOSITORY = "opennebula";
    private static final String URL = "opennebula_repo_url";
    private static final String KEY_URL = "opennebula_repo_key_url";
    private static final String PATH = "opennebula_repo_path";
    private static final String KEY_PATH = "opennebula_repo_key_path";
    private static final String TRUSTED = "opennebula_repo_force_trusted";

    /** What others of this package read, and what only says who is who or how a host is reached. */
    private static final Set<String> APPLIED = Set.of(
            "one_vip",
            "one_vip_cidr",
            "one_vip_if",
            "force_ha",
            "zone_name",
            "one_pass",
            "db_backend",
            "db_name",
            "db_owner",
            "db_password",
            "leader_hook",
            "follower_hook",
            "ensure_keys_for",
            "federation_group",
            "force_master",
            "frontend_group",
            "node_group",
            "env_name",
            ONED,
            GATE);

    private static final List<String> OF_REPOSITORY =
            List.of(VERSION, TOKEN, ENABLED, URL, KEY_URL, PATH, KEY_PATH, TRUSTED);

    /** Of these each part is a matter of its own. */
    private static final Set<String> IN_PARTS = Set.of("features", "auth");

    /** What oneha writes by itself, and how the inventory has a say in it. */
    private static final Map<String, String> OURS = Map.of(
            "DB", "set db_backend, db_name, db_owner and db_password instead",
            "FEDERATION", "leave it out: the zone gives a server its number",
            "RAFT_LEADER_HOOK", "set leader_hook and one_vip_if instead",
            "RAFT_FOLLOWER_HOOK", "set follower_hook and one_vip_if instead",
            "ONEGATE_ENDPOINT", "set gate_endpoint instead",
            "PORT", "leave it out: the zone's servers are at port 2633");

    /**
     * What only changes need: where a value cannot be, they are refused and looks are not.
     *
     * @throws InventoryException two hosts are said to be this machine
     */
    DeploySettings read() {
        requireOneLocal();
        try {
            Optional<PackageRepository> repository = isRepositoryKnown() ? repository() : Optional.empty();
            return new DeploySettings(oned(), gate(), repository, notApplied(repository.isPresent()));
        } catch (InventoryException e) {
            members.refuseChanges(e);
            return DeploySettings.NONE;
        }
    }

    private void requireOneLocal() {
        List<Member> local = members.all().stream()
                .filter(member -> member.frontEnd().connection() == FrontEnd.Connection.LOCAL)
                .toList();
        if (local.size() > 1) {
            Member second = local.get(1);
            throw second.variables()
                    .find(CONNECTION)
                    .map(Value.Entry::at)
                    .orElse(second.addressAt())
                    .fault(
                            CONNECTION + " is local for \"" + local.get(0).name() + "\" and \"" + second.name()
                                    + "\", but only one of them can be the machine that oneha runs on",
                            "set it for that one alone");
        }
    }

    private Optional<OnedSetting> gate() {
        Optional<VariableText> gate = members.textForChanges(GATE);
        Member.require(gate, Names::isUrl, "is not a URL", "write one such as http://gate.example.org:5030");
        return gate.map(given -> new OnedSetting(
                Optional.empty(), DeploySettings.GATE, given.text(), given.secret() || Names.hasLogin(given.text())));
    }

    private List<OnedSetting> oned() {
        return members.leavesForChanges(ONED).entrySet().stream()
                .map(leaf -> setting(leaf.getKey(), leaf.getValue()))
                .toList();
    }

    private static OnedSetting setting(List<String> path, VariableText given) {
        for (String word : path) {
            require(
                    given,
                    Names.isConfWord(word),
                    "has a name that oned.conf cannot have",
                    "use letters, digits and _");
        }
        String first = path.get(0).toUpperCase(Locale.ROOT);
        if (OURS.containsKey(first)) {
            throw given.at().fault(given.name() + " is written by oneha itself", OURS.get(first));
        }
        require(
                given,
                !first.equals("VM_MAD")
                        && !first.equals("IM_MAD")
                        && !first.endsWith("_MAD_CONF")
                        && !first.endsWith("_ATTR"),
                "is one of several of that name in oned.conf",
                "leave it out and edit oned.conf by hand");
        require(given, Names.isPrintable(given.text()), "holds control characters", "write it on one line");
        boolean secret = given.secret() || Variables.isSecretName(path.get(path.size() - 1));
        return path.size() == 1
                ? new OnedSetting(Optional.empty(), first, given.text(), secret)
                : new OnedSetting(Optional.of(first), path.get(1).toUpperCase(Locale.ROOT), given.text(), secret);
    }

    private static void require(VariableText given, boolean fit, String what, String remedy) {
        Member.require(Optional.of(given), text -> fit, what, remedy);
    }

    /** Where only Ansible can say what one of them is, none is used, and that is told. */
    private boolean isRepositoryKnown() {
        return OF_REPOSITORY.stream().filter(name -> !name.equals(TOKEN)).allMatch(name -> members.hidden(name)
                .isEmpty());
    }

    private Optional<PackageRepository> repository() {
        List<VariableText> enabled = members.textsForChanges(ENABLED);
        boolean wanted = enabled.isEmpty()
                || enabled.stream().anyMatch(given -> given.text().equals(REPOSITORY));
        Optional<VariableText> version = members.textForChanges(VERSION);
        Member.require(version, Names::isVersion, "is not a version of OpenNebula", "write one such as '7.0'");
        Map<String, VariableText> urls = byFamily(URL, url -> Names.isUrl(url.strip()), "is not a URL");
        if (!wanted || version.isEmpty() && urls.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Secret> addresses = new LinkedHashMap<>();
        urls.forEach(
                (family, given) -> addresses.put(family, new Secret(given.text().strip())));
        return Optional.of(new PackageRepository(
                version.map(VariableText::text),
                members.secret(TOKEN),
                Map.copyOf(addresses),
                texts(byFamily(
                        KEY_URL,
                        url -> Names.isKeyUrl(url.strip()),
                        "is not an address by https",
                        "write one that begins with https://, for packages are trusted by what it gives")),
                texts(byFamily(PATH, path -> Names.isHook(path.strip()), "is not a path")),
                texts(byFamily(KEY_PATH, path -> Names.isHook(path.strip()), "is not a path")),
                members.textForChanges(TRUSTED).map(VariableText::asBoolean).orElse(false)));
    }

    private Map<String, VariableText> byFamily(String name, Predicate<String> fit, String what) {
        return byFamily(name, fit, what, "write a plain one");
    }

    private Map<String, VariableText> byFamily(String name, Predicate<String> fit, String what, String remedy) {
        Map<String, VariableText> given = new LinkedHashMap<>();
        members.leavesForChanges(name).forEach((path, value) -> {
            require(value, path.size() == 1, "is deeper than a distribution's name", "write \"Debian: VALUE\"");
            require(value, fit.test(value.text()), what, remedy);
            given.put(path.get(0), value);
        });
        return given;
    }

    private static Map<String, String> texts(Map<String, VariableText> given) {
        Map<String, String> texts = new LinkedHashMap<>();
        given.forEach((family, value) -> texts.put(family, value.text().strip()));
        return Map.copyOf(texts);
    }

    private List<String> notApplied(boolean withRepository) {
        Set<String> names = new TreeSet<>();
        for (Member member : members.all()) {
            for (String name : member.variables().names()) {
                boolean applied = APPLIED.contains(name)
                        || name.startsWith("ansible_") && !isOtherConnection(member, name)
                        || name.startsWith("oneha_")
                        || withRepository && OF_REPOSITORY.contains(name);
                if (!applied) {
                    names.addAll(IN_PARTS.contains(name) ? member.variables().parts(name) : List.of(name));
                }
            }
        }
        return List.copyOf(names);
    }

    /** A way to a host that is neither SSH nor this machine: XML-RPC is asked all the same. */
    private static boolean isOtherConnection(Member member, String name) {
        return name.equals(CONNECTION) && member.frontEnd().connection() == FrontEnd.Connection.OTHER;
    }
}
