package io.oneha.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** The power button of a front-end that boots, and what else happens to whole machines. */
public final class Power {
    private static final Duration BOOT = Duration.ofSeconds(90);
    private static final Duration SHUTDOWN = Duration.ofSeconds(120);

    /** What systemd says once all jobs of the boot are done; degraded when a unit has failed. */
    private static final List<String> BOOTED = List.of("running", "degraded");

    private final Machine machine;
    private final Namespace namespace;

    Power(Machine machine, Namespace namespace) {
        this.machine = machine;
        this.namespace = namespace;
    }

    /** Whether there is a first process. */
    public boolean isOn() {
        return namespace.pid().isPresent();
    }

    /** Differs from boot to boot; empty while it is off. Nothing is run there for it, so that it can be asked at any time. */
    public String bootId() {
        OptionalLong pid = namespace.pid();
        return pid.isPresent()
                ? text(Path.of("/proc", String.valueOf(pid.getAsLong()), "root/proc/sys/kernel/random/boot_id"))
                : "";
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Waits until it has booted, and every unit that starts at boot is up or has failed. */
    public void awaitsBoot() {
        Await.awaits(
                BOOT,
                machine.name() + " has booted",
                () -> BOOTED.contains(
                        machine.tries("systemctl is-system-running").out().strip()));
    }

    /** Reboots as an administrator does, and waits until it has. */
    public void reboots() {
        String before = bootId();
        // The answer may be lost, as the shell that asks ends with everything else.
        machine.tries("systemctl reboot");
        Await.awaits(SHUTDOWN, machine.name() + " has a new boot id", () -> {
            String now = bootId();
            return !now.isEmpty() && !now.equals(before);
        });
        awaitsBoot();
    }

    /** Is shut down in good order, and then off. */
    public void shutsDown() {
        machine.tries("systemctl poweroff");
        Await.awaits(SHUTDOWN, machine.name() + " is off", () -> !isOn());
    }

    /** Loses its power: no process ends in good order, and its addresses are gone. What was written stays written, synced or not. */
    public void fails() {
        namespace.pid().ifPresent(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        Await.awaits(SHUTDOWN, machine.name() + " is off", () -> !isOn());
    }

    /** Is switched on again, and boots. */
    public void returns() {
        namespace.says("on");
        awaitsBoot();
    }

    /** All its processes stand still; the kernel still answers pings and takes some connections. */
    public void hangs() {
        freezes("1");
    }

    /** Its processes go on as if nothing had been. */
    public void goesOn() {
        freezes("0");
    }

    private void freezes(String frozen) {
        // Where systemd-nspawn puts all that it starts, seen from the namespaces of what started it.
        Path cgroup = Path.of("/proc", String.valueOf(namespace.outerPid()), "root/sys/fs/cgroup/payload");
        try {
            Files.writeString(cgroup.resolve("cgroup.freeze"), frozen);
            Await.awaits(
                    SHUTDOWN, machine.name() + " stands still or goes on", () -> text(cgroup.resolve("cgroup.events"))
                            .contains("frozen " + frozen));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
