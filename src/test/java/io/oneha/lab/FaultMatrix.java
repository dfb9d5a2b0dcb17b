package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.oneha.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Carries out cells of the fault matrix on one lab whose front-ends boot, one after the other, and writes down how each went. After
 * each all servers have the same rows, a deep check finds nothing, and on no front-end anything is left; a lab that a cell has left
 * otherwise is brought back first.
 */
final class FaultMatrix {
    private static final long AWAY_SECONDS = 10;
    private static final double NANOS = 1e9;
    private static final int LONGEST = 400;
    private static final int LOOKS = 3;

    private final LabExtension lab;
    private final Path folder;
    private final LabReset reset;
    private final HostRemains remains;
    private final Map<String, List<String>> plans = new TreeMap<>();
    private final List<Row> rows = new ArrayList<>();
    /** Whether the last cell has seen the zone come to rest. */
    private boolean rests;

    private record Row(FaultCell cell, String failure, double seconds) {
        String line() {
            return String.format(
                    Locale.ROOT,
                    "%-55s %-6s %6.1f s  %s",
                    cell.name(),
                    failure.isEmpty() ? "ok" : "FAILED",
                    seconds,
                    cut(failure));
        }
    }

    /**
     * @param lab three servers and a front-end that is none yet, none of them started
     * @param folder where the table is written, and what the runs of a cell that failed have told
     */
    FaultMatrix(LabExtension lab, Path folder) {
        this.lab = lab;
        this.folder = folder;
        lab.zone().starts();
        CareScene scene = CareScene.of(lab, lab.zone().settles(CareScene.LIMIT));
        finds(scene);
        remains = new HostRemains(lab);
        reset = new LabReset(lab, scene.leader());
    }

    /** What such a lab is made of. */
    static LabPlan plan() {
        // Its oned outlives its database for as long as a cell lasts.
        String oned = ClassPath.command(
                io.oneha.lab.oned.SimOned.class.getName(),
                List.of("-Dsim.oned.warm-up-ms=2000", "-Dsim.oned.agony-ms=600000"),
                List.of("/etc/one/oned.conf"));
        return LabPlan.of(4)
                .booted()
                .withMembers(3)
                .withOned(oned)
                .withRaft("ELECTION_TIMEOUT_MS", 5000)
                .withRaft("BROADCAST_TIMEOUT_MS", 500)
                .withRaft("LOG_RETENTION", CareScene.RETENTION)
                .withRaft("LOG_PURGE_TIMEOUT", 1);
    }

    /** The steps of an operation's good case, with parts in place of front-ends; it has been carried out. */
    List<String> steps(CareOperation operation) {
        return plans.getOrDefault(operation.name(), List.of());
    }

    /** Carries out one cell, and says and writes down how it went. */
    void carriesOut(FaultCell cell) {
        long start = System.nanoTime();
        List<Applying.Run> runs = new ArrayList<>();
        String failure = "";
        try {
            tries(cell, runs);
        } catch (AssertionError | RuntimeException e) {
            failure = String.valueOf(e.getMessage());
            writes(
                    cell.name().replaceAll("[^\\w.-]+", "-") + ".log",
                    failure + "\n" + runs.stream().map(Applying.Run::told).collect(Collectors.joining("\n")) + "\n"
                            + lab.zone().tells());
            resets();
        }
        Row row = new Row(cell, failure, (System.nanoTime() - start) / NANOS);
        rows.add(row);
        System.out.println("[matrix] " + row.line());
        System.out.flush();
        writes("table.txt", table());
    }

    /** A line a cell. */
    String table() {
        return rows.stream().map(Row::line).collect(Collectors.joining("\n", "", "\n"));
    }

    /** Names of the cells that failed, with the reasons. */
    List<String> failed() {
        return rows.stream()
                .filter(row -> !row.failure().isEmpty())
                .map(row -> row.cell().name() + ": " + cut(row.failure()))
                .toList();
    }

    private void tries(FaultCell cell, List<Applying.Run> runs) {
        lab.get().members().forEach(frontend -> frontend.tries("systemctl reset-failed opennebula"));
        CareScene scene = CareScene.of(
                lab,
                rests ? lab.zone().awaitsLeader(CareScene.LIMIT) : lab.zone().settles(CareScene.LIMIT));
        rests = false;
        if (cell.fault() == FaultCell.Fault.REFUSED) {
            refuses(scene, cell.operation(), cell.trouble().orElseThrow(), runs);
            return;
        }
        cell.operation().prepares().accept(scene);
        List<CompletableFuture<?>> going = new ArrayList<>();
        String[] command = cell.operation().command().apply(scene).toArray(String[]::new);
        Applying oneha = new Applying(lab, Lab.CREDENTIALS, LabStatus::patientOptions);
        try {
            runs.add(looked(() -> oneha.run(scene.inventory(), fault(cell, scene, going), command)));
            going.forEach(CompletableFuture::join);
            switch (cell.fault()) {
                case NONE -> {
                    assertThat(runs.get(0).exitCode()).as(runs.get(0).reason()).isZero();
                    plans.put(
                            cell.operation().name(),
                            runs.get(0).plan().stream().map(scene::partOf).toList());
                }
                case KILL -> {
                    assertThat(runs.get(0).exitCode())
                            .as("exit code of a run that was killed")
                            .isNotZero();
                    assertThat(runs.get(0).steps("step-failed"))
                            .as(runs.get(0).reason())
                            .isEmpty();
                    resumes(oneha, scene, runs);
                }
                default -> {
                    assertThat(runs.get(0).steps("step-started")).contains(scene.stepOf(cell.step()));
                    if (runs.get(0).exitCode() != 0) {
                        resumes(oneha, scene, runs);
                    }
                }
            }
        } finally {
            going.forEach(CompletableFuture::join);
        }
        cell.operation().proves().accept(scene, runs);
        isWhole(scene);
    }

    private static void resumes(Applying oneha, CareScene scene, List<Applying.Run> runs) {
        String name = runs.get(0).name();
        Applying.Run resumed = looked(() -> oneha.run(scene.inventory(), "apply", "--resume", name));
        runs.add(resumed);
        assertThat(resumed.exitCode())
                .as("the resumed run: " + resumed.reason())
                .isZero();
    }

    /** Where a busy machine lets a look at a front-end take too long, and nothing was begun, it is run again, as the refusal says. */
    private static Applying.Run looked(Supplier<Applying.Run> oneha) {
        Applying.Run run = oneha.get();
        for (int i = 0;
                i < LOOKS && run.steps("step-started").isEmpty() && run.err().contains("HOST_UNSEEN");
                i++) {
            run = oneha.get();
        }
        return run;
    }

    private Predicate<JsonNode> fault(FaultCell cell, CareScene scene, List<CompletableFuture<?>> going) {
        if (cell.fault() == FaultCell.Fault.NONE) {
            return event -> false;
        }
        Predicate<JsonNode> beginning = Applying.beginning(scene.stepOf(cell.step()));
        return switch (cell.fault()) {
            case KILL -> beginning;
            // systemd starts it again after five seconds.
            case LEADER_LOST ->
                Applying.once(beginning, () -> lab.zone()
                        .leader()
                        .ifPresent(leader -> leader.runs("systemctl kill -s KILL opennebula")));
            default ->
                Applying.once(beginning, () -> {
                    scene.patient().isCutOff();
                    going.add(CompletableFuture.runAsync(
                            scene.patient()::isBack,
                            CompletableFuture.delayedExecutor(AWAY_SECONDS, TimeUnit.SECONDS)));
                });
        };
    }

    /** All is the same afterwards, or it is mended where the operation is for that. */
    private void refuses(CareScene scene, CareOperation operation, Trouble trouble, List<Applying.Run> runs) {
        operation.preparesRefusal(scene);
        trouble.begin(scene);
        List<String> before = states();
        int exit = operation.exitWith(trouble);
        runs.add(new Applying(lab, trouble.credentials(), LabStatus::patientOptions)
                .run(
                        trouble == Trouble.UNFINISHED_JOIN ? scene.wholeInventory() : scene.inventory(),
                        event -> false,
                        operation.command().apply(scene).toArray(String[]::new)));
        assertThat(runs.get(0).exitCode()).as(runs.get(0).reason()).isEqualTo(exit);
        if (exit == 0) {
            isWhole(scene);
            return;
        }
        assertThat(runs.get(0).steps("step-started")).isEmpty();
        assertThat(states()).isEqualTo(before);
        remains.areGone();
        resets();
    }

    private void resets() {
        reset.resets();
        rests = true;
    }

    private List<String> states() {
        return lab.get().members().stream()
                .map(frontend -> frontend.name()
                        + frontend.runs("systemctl show -p ActiveState,MainPID,UnitFileState opennebula mariadb"))
                .toList();
    }

    private void isWhole(CareScene scene) {
        lab.zone().settles(CareScene.LIMIT);
        scene.writesOnce();
        Await.awaitsCalmly(
                CareScene.LIMIT,
                "all servers have the same rows",
                () -> scene.members().stream().map(Frontend::rows).distinct().count() == 1);
        String[] told = {""};
        try {
            Await.awaitsCalmly(CareScene.LIMIT, "a deep check finds nothing", () -> {
                Program.Result found = finds(scene);
                told[0] = found.out() + found.err();
                return found.exitCode() == 0 && found.out().contains("Nothing found.");
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + told[0], e);
        }
        remains.areGone();
        rests = true;
    }

    private Program.Result finds(CareScene scene) {
        List<String> check = new ArrayList<>(LabStatus.patientOptions(scene.inventory()));
        check.addAll(List.of("check", "--deep"));
        return lab.operator().run(check, LabStatus.environment(Map.of()));
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    private void writes(String file, String text) {
        try {
            Files.writeString(Files.createDirectories(folder).resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
