package io.oneha.lab;

import java.util.List;

/** Brings a booted lab back to where it was, whatever a cell of the fault matrix has left of it. */
final class LabReset {
    private static final String TAR = "/srv/lab-before.tar";
    private static final String DATA = "/srv/lab-before.sql";
    private static final String KEPT = "etc/one var/lib/one/.one var/lib/one/.ssh";

    private final LabExtension lab;

    /** Keeps how the lab is now, with a zone that has settled. */
    LabReset(LabExtension lab, Frontend leader) {
        this.lab = lab;
        String dump = leader.runs("mariadb-dump --single-transaction --add-drop-table " + Lab.DATABASE);
        lab.get().frontends().forEach(frontend -> {
            frontend.runs("mkdir -p /srv && tar -C / -cpf " + TAR + " " + KEPT);
            frontend.runs("cat > " + DATA, dump);
        });
    }

    /** Ends all that runs of oneha, there and on the operator's machine; the servers start with the data and settings of before. */
    void resets() {
        lab.operator()
                .tries(List.of(
                        "rm",
                        "-rf",
                        lab.operator().home().resolve(".local/state/oneha").toString()));
        List<Frontend> all = lab.get().frontends();
        all.parallelStream().forEach(LabReset::stops);
        all.parallelStream()
                .forEach(frontend -> puts(frontend, lab.get().members().contains(frontend)));
        lab.zone().starts();
        lab.zone().settles(CareScene.LIMIT);
    }

    private static void stops(Frontend frontend) {
        frontend.isBack();
        frontend.isJoinedAgain();
        frontend.port2633IsOpen();
        frontend.runs(
                "systemctl list-units --all --plain --no-legend 'oneha-*' | awk '{print $1}' | xargs -r systemctl stop;"
                        + " systemctl unmask -q opennebula mariadb; systemctl enable -q opennebula mariadb 2>/dev/null;"
                        + " systemctl stop --no-block opennebula; systemctl kill -s KILL opennebula 2>/dev/null;"
                        + " systemctl stop opennebula; systemctl reset-failed; systemctl start mariadb");
    }

    private static void puts(Frontend frontend, boolean member) {
        frontend.runs("find /var/lib/oneha /run/oneha* -mindepth 1 -delete 2>/dev/null; rm -f /run/lab-worked;"
                + " rm -rf /tmp/oneha* /var/tmp/oneha*; rm -rf /etc/one && tar -C / -xpf " + TAR);
        frontend.runs(
                "for d in $(mariadb -NBe \"SHOW DATABASES LIKE 'oneha%'\"); do mariadb -e \"DROP DATABASE \\`$d\\`\"; done");
        frontend.hasAnEmptyDatabase();
        if (member) {
            frontend.runs("mariadb " + Lab.DATABASE + " < " + DATA);
        }
    }
}
