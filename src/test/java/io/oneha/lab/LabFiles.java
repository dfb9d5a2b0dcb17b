package io.oneha.lab;

import io.oneha.testing.Program;
import io.oneha.testing.Recordings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder that a lab is made from: scripts, keys, and for each machine its plan and the files that only it has. */
final class LabFiles {
    private static final Path SOURCES = Path.of("src", "test", "resources", "lab");
    private static final List<String> HOST_KEYS = List.of("ed25519", "ecdsa", "rsa");

    /** Showback is the timer that it is. */
    private static final String VIP_ON_SYSTEMD =
            """
            SERVICES='opennebula-flow opennebula-gate opennebula-form opennebula-hem opennebula-showback.timer'
            """;

    private final Path folder;
    private final LabPlan plan;
    private final Addresses addresses;

    LabFiles(Path folder, LabPlan plan, Addresses addresses) {
        this.folder = folder;
        this.plan = plan;
        this.addresses = addresses;
    }

    Path keys() {
        return folder.resolve("keys");
    }

    Path home() {
        return folder.resolve("home");
    }

    Path machine(String name) {
        return folder.resolve("machines").resolve(name);
    }

    /**
     * Everything that does not depend on a machine.
     *
     * @param bootRoot what the front-ends boot from, if they do
     */
    void layOut(Optional<Path> bootRoot) throws IOException {
        if (bootRoot.isPresent()) {
            LabFolder.hasCgroup(folder);
        }
        boolean others = bootRoot.isEmpty() || plan.jumps() > 0 || plan.sharedDatastores();
        Files.writeString(
                folder.resolve("plan"),
                "KINDS='" + (bootRoot.isPresent() ? "booted " : "") + (others ? "stand-in" : "") + "'\nFRONTENDS="
                        + (bootRoot.isPresent() ? "booted" : "stand-in") + "\nBOOT_ROOT='"
                        + bootRoot.map(Path::toString).orElse("") + "'\nJAVA_HOME='" + System.getProperty("java.home")
                        + "'\n");
        ClassPath.copy(SOURCES, folder.resolve("scripts"));
        Files.createDirectories(folder.resolve("disks"));
        Path shared = Files.createDirectories(folder.resolve("shared"));
        Files.createDirectories(keys());
        Stream.of("ed25519 ed25519", "ecdsa ecdsa", "rsa rsa", "ed25519 encrypted", "rsa oneadmin")
                .parallel()
                .forEach(key -> operatorKey(key.split(" ")[0], key.split(" ")[1]));
        StringBuilder authorized = new StringBuilder();
        for (String type : List.of("ed25519", "ecdsa", "rsa", "encrypted")) {
            authorized.append(Files.readString(keys().resolve("id_" + type + ".pub")));
        }
        Files.writeString(shared.resolve("authorized_keys"), authorized);
        Files.copy(keys().resolve("id_oneadmin"), shared.resolve("oneadmin_key"));
        Files.copy(keys().resolve("id_oneadmin.pub"), shared.resolve("oneadmin_key.pub"));
        Files.writeString(shared.resolve("password"), Lab.PASSWORD + "\n");
        if (plan.databases()) {
            Files.writeString(shared.resolve("database"), Database.accounts() + Database.zone(plan));
        }
        Files.createDirectories(home().resolve(".ssh"));
        Files.setPosixFilePermissions(home().resolve(".ssh"), PosixFilePermissions.fromString("rwx------"));
    }

    private void operatorKey(String type, String name) {
        String passphrase = name.equals("encrypted") ? Lab.PASSPHRASE : "";
        keygen(type, passphrase, "lab-" + name, keys().resolve("id_" + name));
    }

    private static void keygen(String type, String passphrase, String comment, Path file) {
        List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q", "-t", type, "-N", passphrase));
        command.addAll(List.of("-C", comment, "-f", file.toString()));
        if (type.equals("rsa")) {
            command.addAll(List.of("-b", "2048"));
        }
        Program.Result result = Run.of(command, Namespace.environment(), "", Duration.ofSeconds(30));
        if (result.exitCode() != 0) {
            throw new UncheckedIOException(new IOException("ssh-keygen: " + result.err()));
        }
    }

    /** A machine's plan, cables and names. */
    Path layOut(String name, String kind, String start, List<Addresses.Cable> cables) throws IOException {
        Path here = machine(name);
        Files.createDirectories(here.resolve("root/etc"));
        Files.writeString(
                here.resolve("plan"),
                "KIND=" + kind + "\nSTART='" + start + "'\nCLASS_PATH=" + ClassPath.COPY + "\nJAVA=" + ClassPath.JAVA
                        + "\n");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < cables.size(); i++) {
            lines.append(cables.get(i).line(i));
        }
        Files.writeString(here.resolve("cables"), lines);
        Files.writeString(here.resolve("root/etc/hosts"), addresses.hosts());
        Files.writeString(here.resolve("root/etc/hostname"), name + "\n");
        if (!start.isEmpty()) {
            Path ssh = Files.createDirectories(here.resolve("root/etc/ssh"));
            HOST_KEYS.parallelStream()
                    .forEach(type -> keygen(type, "", "root@" + name, ssh.resolve("ssh_host_" + type + "_key")));
        }
        return here;
    }

    /** A front-end: also its configuration, made of the recorded one, and its credentials. */
    void layOutFrontend(int number) throws IOException {
        String start = plan.databases() ? "ssh mariadb" : "ssh";
        Path root = layOut(
                        Addresses.frontendName(number),
                        plan.release().isPresent() ? "booted" : "frontend",
                        start,
                        addresses.frontend(number))
                .resolve("root");
        Path etc = Files.createDirectories(root.resolve("etc/one"));
        Path host = Recordings.folder().resolve("host");
        int serverId = number <= plan.members() ? number - 1 : -1;
        Files.writeString(
                etc.resolve("oned.conf"), OnedConf.of(Files.readString(host.resolve("oned.conf")), serverId, plan));
        Files.writeString(
                etc.resolve("monitord.conf"),
                Files.readString(host.resolve("monitord.conf"))
                        .replace("MONITOR_ADDRESS = \"auto\"", "MONITOR_ADDRESS = \"" + plan.vipAddress() + "\""));
        Path one = Files.createDirectories(root.resolve("var/lib/one/.one"));
        if (serverId >= 0) {
            layOutCredentials(one);
        } else {
            // What installing the package leaves; oned makes the others when it makes its database.
            Files.writeString(one.resolve("one_auth"), "oneadmin:made-when-installed-" + number + "\n");
        }
        Path lab = Files.createDirectories(root.resolve("usr/lib/one/lab"));
        Files.writeString(
                lab.resolve("vip.conf"),
                "ANNOUNCEMENTS=" + plan.announcements() + "\n" + (plan.release().isPresent() ? VIP_ON_SYSTEMD : ""));
        if (plan.oned().isPresent()) {
            Files.writeString(lab.resolve("oned"), "exec " + plan.oned().get() + "\n");
        }
    }

    private static void layOutCredentials(Path one) throws IOException {
        Files.writeString(one.resolve("one_auth"), Lab.CREDENTIALS + "\n");
        for (String user : List.of("sunstone", "oneflow", "onegate", "oneform", "oneks")) {
            Files.writeString(one.resolve(user + "_auth"), "serveradmin:" + user + "-secret-of-the-lab\n");
        }
        Files.writeString(one.resolve("one_key"), "one-key-of-the-lab\n");
        Files.writeString(one.resolve("fireedge_key"), "fireedge-key-of-the-lab\n");
    }

    /** Lets the operator's OpenSSH know every machine by its keys. */
    void writeKnownHosts(List<Machine> machines) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Machine machine : machines) {
            Stream<String> names = machine.cables().stream().flatMap(cable -> Stream.of(cable.address(), cable.v6()));
            String all = Stream.concat(Stream.of(machine.name()), names).collect(Collectors.joining(","));
            for (String type : HOST_KEYS) {
                Path key = machine.folder().resolve("root/etc/ssh/ssh_host_" + type + "_key.pub");
                lines.append(all).append(' ').append(Files.readString(key));
            }
        }
        Path ssh = home().resolve(".ssh");
        Files.writeString(ssh.resolve("known_hosts"), lines);
        StringBuilder config = new StringBuilder();
        if (plan.jumps() > 0) {
            config.append("Host n1a* storage\n    ProxyJump ");
            config.append(plan.jumps() == 1 ? "root@jump1\n" : "root@jump1,root@jump2\n");
        }
        config.append("Host *\n    UserKnownHostsFile ").append(ssh.resolve("known_hosts"));
        config.append("\n    IdentityFile ")
                .append(keys().resolve("id_ed25519"))
                .append('\n');
        Files.writeString(ssh.resolve("config"), config);
    }
}
