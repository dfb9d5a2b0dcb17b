package io.oneha.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;

/** A zone whose hosts SSH looks at, as a test writes it: a table of servers, and what is different on their hosts. */
final class HostedZone {
    static final String HEALTHY = "n1a1 leader 3 9 9 | n1a2 follower 3 9 9 | n1a3 follower 3 9 9";

    private HostedZone() {}

    /**
     * @param servers as {@link Look#table} has them
     * @param changes {@code HOST WORD ...} as {@link AHost#with} has them, separated by {@code |}; {@code HOST notasked} is one that
     *     SSH is not used for
     */
    static Look zone(String servers, String changes) {
        Look look = Look.table(servers).vip(AHost.VIP);
        String[] lines = servers.split("\\|");
        for (int id = 0; id < lines.length; id++) {
            String line = lines[id].trim();
            String name = line.replaceFirst("^\\+", "").split(" ")[0];
            AHost host = line.contains(" leader ") ? AHost.leader(name, id) : AHost.follower(name, id);
            boolean asked = true;
            for (String change : changes.split("\\|")) {
                String[] words = change.trim().split(" +", 2);
                if (words[0].equals(name)) {
                    asked &= !words[1].equals("notasked");
                    if (asked) {
                        host.with(words[1].split(" +"));
                    }
                }
            }
            if (asked) {
                look.host(name, host);
            }
        }
        return look;
    }

    /** Severity, code and subject of what is found. */
    static String found(Verdict verdict) {
        assertThat(verdict.findings()).allSatisfy(RecordedStatesTest::isOneReadableLine);
        return verdict.findings().stream()
                .map(finding -> finding.severity().name().charAt(0) + " " + finding.code() + " " + finding.subject())
                .collect(Collectors.joining("; "));
    }
}
