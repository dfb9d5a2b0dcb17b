package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lab whose front-ends boot leaves nothing behind either: no process, mount, interface, file or cgroup. */
class BootedLabLifeJvmIT {
    private static final LabPlan PLAN = LabPlan.of(1).booted().withoutDatabases();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @BeforeEach
    void needsTheLab() {
        Requirements.check(PLAN);
    }

    @Test
    void aClosedLabLeavesNothing() throws Exception {
        String mounts = Files.readString(Path.of("/proc/self/mounts"));
        List<String> interfaces = LabLifeTest.interfaces();
        List<String> temporary = temporary();
        Path folder;
        String namespace;
        try (Lab lab = PLAN.start()) {
            folder = lab.folder();
            namespace = LabLifeTest.pidNamespace(lab.pid());
            lab.frontend("n1a1").runs("systemd-run -q sleep infinity");
            assertThat(LabLifeTest.processesOf(folder, namespace)).isNotEmpty();
            assertThat(Files.readString(Path.of("/proc/self/mounts"))).isEqualTo(mounts);
            assertThat(LabLifeTest.interfaces()).isEqualTo(interfaces);
            assertThat(cgroups(folder)).isNotEmpty();
        }
        Await.awaits(PATIENCE, "no process is left", () -> LabLifeTest.processesOf(folder, namespace)
                .isEmpty());
        assertThat(folder).doesNotExist();
        assertThat(cgroups(folder)).isEmpty();
        assertThat(temporary()).isEqualTo(temporary);
        assertThat(Files.readString(Path.of("/proc/self/mounts"))).isEqualTo(mounts);
        assertThat(LabLifeTest.interfaces()).isEqualTo(interfaces);
    }

    @Test
    void whenItsJvmIsKilledTheKernelEndsItAndTheNextLabTakesTheRestAway() throws Exception {
        LabLifeTest.Killed killed = LabLifeTest.killed(Orphan.class);
        Await.awaits(PATIENCE, "no process is left", () -> LabLifeTest.processesOf(killed.folder(), killed.namespace())
                .isEmpty());

        LabPlan.of(1).withoutDatabases().start().close();
        assertThat(killed.folder()).doesNotExist();
        assertThat(cgroups(killed.folder())).isEmpty();
    }

    /** Starts a lab whose front-end boots, and does not live to close it. */
    public static final class Orphan {
        private Orphan() {}

        /** Says where the lab is, then waits to be killed. */
        public static void main(String[] arguments) throws Exception {
            LabLifeTest.waits(PLAN.start());
        }
    }

    /** What there is of a lab's cgroup, in the file system that shows all of them. */
    private static List<String> cgroups(Path folder) {
        String find = "mount -t cgroup2 cgroup /mnt && find /mnt -type d -name '" + folder.getFileName() + "'";
        List<String> command = List.of("unshare", "--mount", "--propagation", "private", "--", "/bin/bash", "-c", find);
        return Run.of(command, Namespace.environment(), "", PATIENCE)
                .out()
                .lines()
                .toList();
    }

    /** What systemd-nspawn might leave among the temporary files. */
    private static List<String> temporary() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/tmp"))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("nspawn"))
                    .sorted()
                    .toList();
        }
    }
}
