package io.oneha.lab.oned;

import io.oneha.demo.sim.XmlRpcCall;
import io.oneha.demo.sim.XmlRpcCall.Parameter;
import io.oneha.testing.MariaDbServer;
import io.oneha.testing.Recordings;
import io.oneha.zone.MalformedAnswerException;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.XmlRpcParser;
import io.oneha.zone.XmlRpcResponse;
import io.oneha.zone.ZoneXml;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A front-end of the test's: a folder with what oned reads, and its oned when it is started. */
final class OnedProcess {
    static final String SESSION = "oneadmin:oneadminlab";
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final String HOOK = "#!/bin/sh\necho \"$@\" >> ";

    final Path folder;
    private final MariaDbServer database;
    private final String databaseName;
    private final String address;
    private final int port;
    private final List<String> properties = new ArrayList<>(List.of("-D" + Settings.WARM_UP + "=500"));
    private Optional<Process> process = Optional.empty();

    OnedProcess(Path folder, MariaDbServer database, String databaseName, String address, int port) throws IOException {
        this.folder = folder;
        this.database = database;
        this.databaseName = databaseName;
        this.address = address;
        this.port = port;
        Path hook = folder.resolve("var/remotes/hooks/raft/vip.sh");
        Files.createDirectories(hook.getParent());
        Files.createDirectories(folder.resolve("var/.one"));
        Files.writeString(hook, HOOK + folder.resolve("hooks.log") + "\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        oneAuth(SESSION);
    }

    String endpoint() {
        return "http://" + address + ":" + port + "/RPC2";
    }

    MariaDbServer database() {
        return database;
    }

    String databaseName() {
        return databaseName;
    }

    void oneAuth(String session) throws IOException {
        Files.writeString(folder.resolve("var/.one/one_auth"), session + "\n");
    }

    void property(String name, long value) {
        properties.add("-D" + name + "=" + value);
    }

    /** Writes the recorded oned.conf with this server's values and quicker time-outs. */
    void configure(int serverId, String... edits) throws IOException {
        String conf = Files.readString(Recordings.folder().resolve("host/oned.conf"));
        conf = set(conf, "SERVER_ID        ", Integer.toString(serverId));
        conf = set(conf, "LISTEN_ADDRESS ", "\"" + address + "\"");
        conf = conf.replace("\nPORT = 2633", "\nPORT = " + port).replace("PORT    = 3306", "PORT = " + database.port());
        conf = conf.replace("\"opennebula\",\n       CONNECTIONS", "\"" + databaseName + "\",\n CONNECTIONS");
        conf = set(conf, "ELECTION_TIMEOUT_MS  ", "3000,");
        conf = set(conf, "BROADCAST_TIMEOUT_MS ", "150,");
        for (int i = 0; i < edits.length; i += 2) {
            conf = set(conf, edits[i], edits[i + 1]);
        }
        Files.writeString(folder.resolve("oned.conf"), conf);
    }

    private static String set(String conf, String name, String value) {
        String changed = conf.replaceFirst("(?m)(^|[ \\n])" + name + "= .*", "$1" + name + "= " + value);
        if (changed.equals(conf)) {
            throw new IllegalArgumentException(name + " is not in the recorded oned.conf");
        }
        return changed;
    }

    void start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-Xmx96m", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.addAll(properties);
        command.add("-D" + SimOned.VAR + "=" + folder.resolve("var"));
        command.add("-D" + SimOned.LOG + "=" + folder.resolve("oned.log"));
        command.addAll(List.of("-cp", SimOned.classPath(), SimOned.class.getName()));
        command.add(folder.resolve("oned.conf").toString());
        process = Optional.of(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console.log").toFile())
                .start());
    }

    boolean isRunning() {
        return process.filter(Process::isAlive).isPresent();
    }

    void kill() throws InterruptedException {
        if (process.isPresent()) {
            process.get().destroyForcibly().waitFor();
        }
    }

    /** SIGTERM. */
    void terminate() {
        process.orElseThrow().destroy();
    }

    /** Waits for the end of the process. */
    int exitCode() throws InterruptedException {
        Process running = process.orElseThrow();
        if (!running.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + this);
        }
        return running.exitValue();
    }

    XmlRpcResponse call(String method, Parameter... parameters) throws IOException, MalformedAnswerException {
        return callAs(SESSION, method, parameters);
    }

    XmlRpcResponse callAs(String session, String method, Parameter... parameters)
            throws IOException, MalformedAnswerException {
        List<Parameter> all = Stream.concat(Stream.of(Parameter.of(session)), Stream.of(parameters))
                .toList();
        String body = HttpPost.send(endpoint(), RaftWire.xml(new XmlRpcCall(method, all)), TIMEOUT_MILLIS);
        return new XmlRpcParser().parse(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a call is not answered within some time. */
    boolean hangs(String method, Parameter... parameters) throws IOException, MalformedAnswerException {
        try {
            call(method, parameters);
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    /** one.zone.raftstatus, when it answers that. */
    Optional<RaftStatus> raft() {
        try {
            return call("one.zone.raftstatus") instanceof XmlRpcResponse.TextValue text
                    ? Optional.of(new ZoneXml().raft(text.text()))
                    : Optional.empty();
        } catch (IOException | MalformedAnswerException e) {
            return Optional.empty();
        }
    }

    /** How its hooks were called, in order. */
    List<String> hookCalls() throws IOException {
        Path log = folder.resolve("hooks.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    String log() throws IOException {
        Path file = folder.resolve("oned.log");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    String console() throws IOException {
        return Files.readString(folder.resolve("console.log"));
    }

    @Override
    public String toString() {
        try {
            return endpoint() + " " + raft() + "\n" + console() + log();
        } catch (IOException e) {
            return endpoint() + " " + raft();
        }
    }
}
