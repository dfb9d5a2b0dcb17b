package io.oneha.demo;

import io.oneha.demo.http.DemoServer;
import io.oneha.demo.sim.SimServer;
import io.oneha.demo.sim.SimZone;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What can be done to the demo zone. Every answer and every complaint is one line. */
final class Faults {
    private final DemoServer server;

    Faults(DemoServer server) {
        this.server = server;
    }

    List<DemoCommand> commands() {
        return List.of(
                onServer("kill", "kill -9 of a server's oned", 'K', (zone, target) -> {
                    if (!target.isRunning()) {
                        throw new IllegalArgumentException(target.name() + " is not running");
                    }
                    target.kill();
                    return target.name() + " killed";
                }),
                onServer("start", "start a server's oned", 'S', (zone, target) -> {
                    if (target.isRunning()) {
                        throw new IllegalArgumentException(target.name() + " is running");
                    }
                    target.start();
                    return target.name() + " starts; it answers in about 4 s";
                }),
                onServer("hang", "stop a server's process (SIGSTOP), or let it go on", 'H', (zone, target) -> {
                    if (!target.isRunning()) {
                        throw new IllegalArgumentException(target.name() + " is not running");
                    }
                    if (target.isHung()) {
                        target.resume();
                        return target.name() + " goes on";
                    }
                    target.hang();
                    return target.name() + " hangs: it takes connections and never answers";
                }));
    }

    private DemoCommand onServer(
            String name, String description, char key, BiFunction<SimZone, SimServer, String> work) {
        return new DemoCommand(
                name,
                name + " NAME",
                description,
                Optional.of(key),
                arguments -> server.with(zone -> work.apply(zone, target(zone, name, arguments))));
    }

    private static SimServer target(SimZone zone, String command, List<String> arguments) {
        if (arguments.size() != 1) {
            throw new IllegalArgumentException("usage: " + command + " NAME");
        }
        return zone.server(arguments.get(0))
                .orElseThrow(() -> new IllegalArgumentException("no server is named " + arguments.get(0)));
    }
}
