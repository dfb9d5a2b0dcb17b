package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lab leaves nothing behind, however it ends, and keeps to itself while it runs. */
class LabLifeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @BeforeEach
    void needsTheLab() {
        Requirements.check();
    }

    @Test
    void aClosedLabLeavesNoProcessNoMountNoInterfaceAndNoFile() throws Exception {
        String mounts = Files.readString(Path.of("/proc/self/mounts"));
        List<String> interfaces = interfaces();
        Path folder;
        String namespace;
        try (Lab lab = LabPlan.of(1).withoutDatabases().start()) {
            folder = lab.folder();
            namespace = pidNamespace(lab.pid());
            lab.frontend("n1a1").starts("opennebula-flow");
            lab.frontend("n1a1").runs("setsid sleep infinity < /dev/null > /dev/null 2>&1 &");
            assertThat(processesOf(folder, namespace)).isNotEmpty();
            assertThat(Files.readString(Path.of("/proc/self/mounts"))).isEqualTo(mounts);
            assertThat(interfaces()).isEqualTo(interfaces);
        }
        Await.awaits(PATIENCE, "no process is left", () -> processesOf(folder, namespace)
                .isEmpty());
        assertThat(folder).doesNotExist();
        assertThat(Files.readString(Path.of("/proc/self/mounts"))).isEqualTo(mounts);
        assertThat(interfaces()).isEqualTo(interfaces);
    }

    @Test
    void twoLabsAtOnceHaveTheSameAddressesAndNothingInCommon() throws Exception {
        try (Lab one = LabPlan.of(1).withoutDatabases().start();
                Lab other = LabPlan.of(1).withoutDatabases().start()) {
            one.frontend("n1a1").writes("/etc/one/mark", "one\n");
            other.frontend("n1a1").writes("/etc/one/mark", "other\n");
            String address = one.frontend("n1a1").address();

            assertThat(other.frontend("n1a1").address()).isEqualTo(address);
            assertThat(one.operator()
                            .ssh("rsa", "root", address, "cat /etc/one/mark")
                            .out())
                    .isEqualTo("one\n");
            assertThat(other.operator()
                            .ssh("rsa", "root", address, "cat /etc/one/mark")
                            .out())
                    .isEqualTo("other\n");
            assertThat(other.operator()
                            .ssh("rsa", "root", address, "ps -e -o args=")
                            .out())
                    .contains("sshd")
                    .doesNotContain("java");
        }
        assertThat(Path.of("/etc/one/mark")).doesNotExist();
    }

    @Test
    void whenItsJvmIsKilledTheKernelEndsTheLabAndTheNextOneTakesItsFolderAway() throws Exception {
        Killed killed = killed(Orphan.class);
        Await.awaits(PATIENCE, "no process is left", () -> processesOf(killed.folder(), killed.namespace())
                .isEmpty());

        LabPlan.of(1).withoutDatabases().start().close();
        assertThat(killed.folder()).doesNotExist();
    }

    /** Where a lab was whose JVM was killed. */
    record Killed(Path folder, String namespace) {}

    /** Runs a class that starts a lab and tells where it is, and kills its JVM. */
    static Killed killed(Class<?> orphan) throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        orphan.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Path folder;
        String namespace;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            String[] said = String.valueOf(out.readLine()).split(" ");
            assertThat(said).hasSize(2);
            folder = Path.of(said[0]);
            namespace = pidNamespace(Long.parseLong(said[1]));
            assertThat(processesOf(folder, namespace)).isNotEmpty();
        } finally {
            jvm.destroyForcibly().waitFor();
        }
        return new Killed(folder, namespace);
    }

    @Test
    void aLabThatCannotStartSaysWhyAndLeavesNothing() throws Exception {
        assertThatThrownBy(() -> LabPlan.of(290).withoutDatabases().start())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("at most");
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            String mine = "oneha-lab-" + ProcessHandle.current().pid() + "-";
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith(mine));
        }
    }

    @Test
    void behindJumpsTheOperatorReachesTheFrontendsThroughThemOnly() throws Exception {
        try (Lab lab = LabPlan.of(1).withoutDatabases().behindJumps(2).start()) {
            Frontend frontend = lab.frontend("n1a1");
            List<String> direct =
                    List.of("timeout", "1", "bash", "-c", "exec 3<> /dev/tcp/" + frontend.address() + "/22");
            assertThat(lab.operator().tries(direct).exitCode()).isNotZero();
            assertThat(lab.jumps()
                            .get(0)
                            .tries("timeout 1 bash -c 'exec 3<> /dev/tcp/n1a1/22'")
                            .exitCode())
                    .isNotZero();

            assertThat(lab.operator()
                            .ssh("ed25519", "ops", "n1a1", "echo $(hostname) ${SSH_CLIENT%% *}")
                            .out())
                    .isEqualTo("n1a1 198.51.100.7\n");
            assertThat(lab.inventory().yaml()).contains("ProxyJump=root@jump1,root@jump2", "one_vip: 198.51.100.100");
        }
    }

    /** Starts a lab and does not live to close it. */
    public static final class Orphan {
        private Orphan() {}

        /** Says where the lab is, then waits to be killed. */
        public static void main(String[] arguments) throws Exception {
            LabLifeTest.waits(LabPlan.of(1).withoutDatabases().start());
        }
    }

    static void waits(Lab lab) throws InterruptedException {
        System.out.println(lab.folder() + " " + lab.pid());
        Thread.sleep(Duration.ofMinutes(5).toMillis());
    }

    static List<String> interfaces() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/sys/class/net"))) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    static String pidNamespace(long pid) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc", String.valueOf(pid), "ns/pid"))
                .toString();
    }

    /** Processes in the lab's outer pid namespace, and those that name its folder or live on one of its disks. */
    static List<String> processesOf(Path folder, String namespace) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> pid != ProcessHandle.current().pid())
                .filter(pid -> {
                    Path process = Path.of("/proc", String.valueOf(pid));
                    try {
                        return Files.readSymbolicLink(process.resolve("ns/pid"))
                                        .toString()
                                        .equals(namespace)
                                || Files.readString(process.resolve("cmdline")).contains(folder.toString())
                                || Files.readString(process.resolve("mountinfo"))
                                        .contains(folder.toString());
                    } catch (IOException e) {
                        return false;
                    }
                })
                .map(String::valueOf)
                .toList();
    }
}
