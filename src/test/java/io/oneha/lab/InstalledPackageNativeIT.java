package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.BuiltPackages;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The deb installed, used and removed where nothing but Debian is. */
class InstalledPackageNativeIT {
    /** All that is on the machine but what the system itself writes as it runs. */
    private static final String FILES =
            "find / -xdev \\( -path /proc -o -path /sys -o -path /run -o -path /tmp -o -path /var/log"
                    + " -o -path /var/cache -o -path /var/lib/dpkg -o -path /var/lib/apt -o -path /var/lib/systemd -o -path /var/tmp"
                    + " -o -path /var/lib/mysql \\) -prune -o -print | sort";

    /** The demo's zone, looked at from beside it. */
    private static final String USES_IT = "export HOME=/tmp; cd /tmp; sleep 20 | oneha demo --serve > zone 2>&1 &"
            + " for i in $(seq 100); do auth=$(sed -n 's/^ *export ONE_AUTH=//p' /tmp/zone); [ -z \"$auth\" ] || break;"
            + " sleep 0.1; done; sleep 5; ONE_AUTH=$auth oneha status --no-ssh -e $(grep -o -m 1 'http://[^ ]*' /tmp/zone) || :;"
            + " kill $(pidof oneha); wait; rm -rf /tmp/zone /tmp/.local /tmp/.cache";

    @Nested
    class Bookworm {
        @RegisterExtension
        static final LabExtension LAB = new LabExtension(LabPlan.of(1).booted("bookworm"));

        @Test
        void itIsInstalledUsedAndRemovedWithoutATrace() throws Exception {
            isInstalledUsedAndRemoved(LAB.get().frontends().get(0));
        }
    }

    @Nested
    class Trixie {
        @RegisterExtension
        static final LabExtension LAB = new LabExtension(LabPlan.of(1).booted("trixie"));

        @Test
        void itIsInstalledUsedAndRemovedWithoutATrace() throws Exception {
            isInstalledUsedAndRemoved(LAB.get().frontends().get(0));
        }
    }

    private static void isInstalledUsedAndRemoved(Frontend machine) throws IOException {
        Path deb = BuiltPackages.deb();
        String before = machine.runs(FILES);
        machine.receives(deb, "/tmp/oneha.deb");
        assertThat(machine.runs("DEBIAN_FRONTEND=noninteractive apt-get install -y -q /tmp/oneha.deb 2>&1"))
                .contains("Setting up oneha")
                .doesNotContainIgnoringCase("warning");

        assertThat(machine.runs("oneha --version")).matches("oneha [0-9]+\\.[0-9]+\\.[0-9]+\\S*\n");
        assertThat(machine.runs("zcat /usr/share/man/man1/oneha.1.gz")).contains(".SH \"NAME\"\noneha \\- ");
        assertThat(machine.runs(". /usr/share/bash-completion/completions/oneha && COMP_WORDS=(oneha swit) COMP_CWORD=1"
                        + " && _complete_oneha && printf '%s\\n' \"${COMPREPLY[@]}\""))
                .isEqualTo("switchover\n");
        assertThat(machine.runs(USES_IT)).contains("VERDICT   ");

        assertThat(machine.runs("DEBIAN_FRONTEND=noninteractive apt-get purge -y -q oneha 2>&1"))
                .contains("Removing oneha");
        assertThat(machine.runs(FILES)).isEqualTo(before);
    }
}
