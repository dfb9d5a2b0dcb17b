package io.oneha.lab;

import io.oneha.testing.Needs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A package source in a lab: signed, behind a login, with two versions of two packages. Its front-ends have neither
 * OpenNebula's packages nor any other source, until they are given one.
 */
final class PackageSource {
    /** The version that is not the newest. */
    static final String VERSION = "7.4.0-1";

    static final String PASSWORD = "password-of-the-package-source";
    private static final Path SCRIPT = Path.of("src", "test", "resources", "packages", "repository.sh");

    private final String address;

    private PackageSource(String address) {
        this.address = address;
    }

    /** Leaves out the test where the machine lacks the programs that it takes beside the lab's. */
    static void needs() {
        Needs.programs("apt-get", "dpkg-deb", "gpg", "gpg-agent");
    }

    /** Makes it on a front-end, and takes OpenNebula's packages and all sources away from all of the lab's. */
    static PackageSource on(Frontend server, Lab lab) {
        try {
            for (Frontend frontend : lab.frontends()) {
                frontend.runs(
                        "rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/* /etc/apt/auth.conf* /var/lib/apt/lists/*"
                                + " /usr/sbin/policy-rc.d; mkdir -p /etc/apt/auth.conf.d /etc/apt/keyrings;"
                                + " echo 'Acquire::http::Proxy \"DIRECT\";' > /etc/apt/apt.conf.d/zz-lab;"
                                + " sed -i '/^Package: opennebula/,/^$/d' /var/lib/dpkg/status");
            }
            server.runs("login='lab:" + PASSWORD + "'\n" + Files.readString(SCRIPT));
            return new PackageSource(server.address() + ":8080");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets it up on a front-end, in files of that name; its key comes from the one that serves it. */
    void isSetUpOn(Frontend frontend, String name, String keyInBase64) {
        frontend.runs("base64 -d > /etc/apt/keyrings/" + name + ".gpg", keyInBase64);
        frontend.writes("/etc/apt/sources.list.d/" + name + ".list", line("repo", name));
        frontend.writes(
                "/etc/apt/auth.conf.d/" + name + ".conf",
                "machine http://" + address + "/repo login lab password " + PASSWORD
                        + "\nmachine other.example.org login me password not-to-be-copied\n");
        frontend.runs("chmod 600 /etc/apt/auth.conf.d/*; chmod 644 /etc/apt/keyrings/* /etc/apt/sources.list.d/*;"
                + " apt-get -q update");
    }

    /** A line of a sources.list. */
    String line(String folder, String name) {
        return "deb [signed-by=/etc/apt/keyrings/" + name + ".gpg] http://" + address + "/" + folder
                + "/debian stable opennebula\n";
    }
}
