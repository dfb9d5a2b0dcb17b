package io.oneha.steps.database;

import io.oneha.ssh.RemoteCommand;
import io.oneha.steps.site.Account;
import io.oneha.steps.site.BackgroundCall;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.Script;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The leader dumps straight to the other host, as oneadmin, over its own SSH. */
final class DirectCopy implements Copy {
    private final BackgroundCall half;
    private final CopiedBytes copied = new CopiedBytes();

    /** From the leader to the host that joins. */
    record Way(RootShell from, RootShell to, Account account) {
        private static final String KEYS = "cat /etc/ssh/ssh_host_*_key.pub";
        private static final Duration LOOK = Duration.ofSeconds(15);

        /** Whether oneadmin may log in from there, to a host that has the keys which we know. */
        boolean isOpen(Duration deadline) {
            return from.asks(script("may"), deadline);
        }

        private Script script(String verb) {
            return dump(verb, to.name())
                    .with("options", account.options())
                    .with("database", account.database())
                    .with("hostkeys", hostKeys())
                    .with("restore", Restore.line(account.database()));
        }

        /** Lines of known_hosts for the name that the leader uses. */
        private String hostKeys() {
            StringBuilder lines = new StringBuilder();
            new String(to.runs(RemoteCommand.of("sh", "-c", KEYS), LOOK), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" "))
                    .filter(fields -> fields.length >= 2)
                    .forEach(fields -> lines.append(to.name())
                            .append(' ')
                            .append(fields[0])
                            .append(' ')
                            .append(fields[1])
                            .append('\n'));
            return lines.toString();
        }
    }

    private static Script dump(String verb, String to) {
        return Script.of("database/dump", verb).with("target", to);
    }

    static void describe(Description description, String from, String to) {
        description.sends(from, dump("direct", to));
    }

    DirectCopy(Way way, Duration deadline) {
        this.half = BackgroundCall.start("oneha-copy-from-" + way.from().name(), () -> way.from()
                .streams(way.script("direct"), copied, deadline));
    }

    @Override
    public boolean isDone() {
        return half.isDone();
    }

    @Override
    public long copied() {
        return copied.get();
    }

    @Override
    public String end() {
        return half.end();
    }

    /** What runs there is ended by {@link DatabaseStep}. */
    @Override
    public void close() {
        if (!half.isDone()) {
            half.leave();
        }
    }
}
