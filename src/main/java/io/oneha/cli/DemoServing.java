package io.oneha.cli;

import io.oneha.app.session.ExitCode;
import io.oneha.app.session.Session;
import io.oneha.demo.Demo;
import io.oneha.demo.FaultCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Serves a demo zone until it is stopped: says how to reach it and takes faults from standard input. */
record DemoServing(Session session, Demo demo) {
    int run() {
        try (DemoFolder folder = new DemoFolder()) {
            introduce(folder.path().filter(this::writesFiles));
            takeFaults();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.INTERRUPTED.number();
    }

    private void introduce(Optional<Path> folder) {
        PrintWriter out = session.out();
        String endpoint = demo.endpoints().get(0);
        out.println("A simulated zone, until Ctrl-C. Its servers:");
        demo.endpoints().forEach(each -> out.println("  " + each));
        out.println();
        folder.ifPresent(path -> {
            out.println("Look at it from another terminal:");
            out.println("  export ONE_AUTH=" + path.resolve("one_auth"));
            out.println("  " + command() + " status -e " + endpoint);
            out.println("  " + command() + " leader -e " + endpoint);
            out.println("  " + command() + " top -i " + path.resolve("inventory.yml"));
            out.println();
        });
        out.println("The inventory:");
        demo.inventoryToServe().lines().forEach(line -> out.println(("  " + line).stripTrailing()));
        out.println();
        List<String> usages = demo.commands().stream().map(FaultCommand::usage).toList();
        out.println("Faults, one a line here: " + String.join(", ", usages));
        out.flush();
    }

    /** What this program was started by: the jar may be built and nothing installed yet. */
    private static String command() {
        String jar = System.getProperty("sun.java.command", "").split(" ", 2)[0];
        return jar.endsWith(".jar")
                ? "java -jar " + jar
                : ProcessHandle.current()
                        .info()
                        .command()
                        .filter(path -> jar.isEmpty())
                        .orElse("oneha");
    }

    /** Credentials and inventory as files, in a folder that its owner alone can read. */
    private boolean writesFiles(Path folder) {
        try {
            Files.writeString(folder.resolve("one_auth"), demo.session() + "\n");
            Files.writeString(folder.resolve("inventory.yml"), demo.inventoryToServe());
            return true;
        } catch (IOException e) {
            session.narrator().warn("no files with credentials and inventory could be written: " + e);
            return false;
        }
    }

    private void takeFaults() {
        if (session.surroundings().readingWouldStopUs()) {
            return;
        }
        Thread thread = new Thread(this::readFaults, "oneha-demo-faults");
        thread.setDaemon(true);
        thread.start();
    }

    private void readFaults() {
        PrintWriter out = session.out();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(session.surroundings().in(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    out.println(answer(demo.commands(), List.of(line.strip().split("\\s+"))));
                    out.flush();
                }
            }
        } catch (IOException e) {
            session.narrator().tell("no more faults from standard input: " + e);
        }
    }

    /** What a command answers, or what is wrong with it. */
    static String answer(List<FaultCommand> commands, List<String> words) {
        String name = words.get(0);
        for (FaultCommand command : commands) {
            if (command.name().equals(name)) {
                try {
                    return command.run().apply(words.subList(1, words.size()));
                } catch (IllegalArgumentException e) {
                    return e.getMessage() + " (" + command.usage() + ")";
                }
            }
        }
        StringBuilder help = new StringBuilder(name.equals("help") ? "" : "there is no " + name + "\n");
        commands.forEach(command -> help.append(command.usage() + "  " + command.description() + "\n"));
        return help.toString().stripTrailing();
    }
}
