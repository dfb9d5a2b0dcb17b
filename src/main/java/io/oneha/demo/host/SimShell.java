package io.oneha.demo.host;

import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteResult;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers the commands that oneha sends to a host; it knows no others. */
record SimShell(SimHost machine, List<SimHost> all, Clock clock) {
    private static final int NOT_FOUND = 127;
    /** How the script that compares tables begins. */
    private static final String VERB = "verb='";
    /** After {@code sh -s --}. */
    private static final int PEERS_FROM = 3;

    /** What the scripts of steps do there. */
    StepScripts steps() {
        return new StepScripts(machine, all);
    }

    /** Runs a command, as root whoever it is for. */
    RemoteResult run(RemoteCommand command) {
        Optional<StepCall> step = StepCall.of(command);
        if (step.isPresent()) {
            return steps().run(step.get());
        }
        List<String> words = List.of(command.toString().split(" "));
        String script = new String(command.input(), StandardCharsets.UTF_8);
        if (words.get(0).equals("sh") && script.contains(FactsText.BEGIN)) {
            Instant now = clock.instant().plus(machine.skew);
            List<String> peers = words.subList(Math.min(PEERS_FROM, words.size()), words.size());
            return printed(new FactsText(machine, now.atZone(clock.getZone())).of(all, peers));
        }
        if (words.get(0).equals("sh") && script.startsWith(VERB)) {
            return steps().tables(script.substring(VERB.length(), script.indexOf('\'', VERB.length())));
        }
        if (words.get(0).equals("sh") && script.contains("ip -j address show")) {
            return printed(FactsText.addresses(machine) + "\n");
        }
        if (words.equals(List.of("true"))) {
            return printed("");
        }
        if (words.get(0).equals("cat") && words.size() == 2
                || words.get(0).equals("runuser") && command.toString().contains("exec cat")) {
            return cat(words.get(words.size() - 1));
        }
        if (words.get(0).equals("sh") && words.get(1).equals("-c")) {
            // What oneha does in one line: it reads the host's keys.
            String key =
                    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDemo" + machine.name() + " root@" + machine.name() + "\n";
            return printed(command.toString().contains("ssh_host_") ? key : "");
        }
        return failed(NOT_FOUND, "sh: " + words.get(0) + ": not found");
    }

    /** The next part of a dump: it goes to another host, or is printed as the name of this one. */
    RemoteResult copies(StepCall dump) {
        return dump.step().equals("dump direct")
                ? steps().copies(dump.value("target"))
                : printed(machine.name() + "\n");
    }

    static RemoteResult printed(String out) {
        return new RemoteResult(0, out.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    private RemoteResult cat(String path) {
        byte[] content = machine.files().auth().get(path);
        return content == null
                ? failed(1, "cat: " + path + ": No such file or directory")
                : new RemoteResult(0, content, new byte[0]);
    }

    static RemoteResult failed(int status, String error) {
        return new RemoteResult(status, new byte[0], (error + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
