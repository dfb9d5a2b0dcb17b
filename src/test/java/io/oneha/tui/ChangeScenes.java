package io.oneha.tui;

import io.oneha.health.FindingCode;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Decision;
import io.oneha.plan.Intent;
import io.oneha.plan.Plan;
import io.oneha.plan.Plans;
import io.oneha.plan.RefusalCode;
import io.oneha.run.Happenings;
import io.oneha.run.RunEvent;
import io.oneha.run.RunSights;
import io.oneha.term.Background;
import io.oneha.term.ColourDepth;
import io.oneha.term.Size;
import io.oneha.tui.frame.Theme;
import io.oneha.tui.model.Key;
import io.oneha.tui.model.Key.Kind;
import io.oneha.tui.model.Message;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Update;
import io.oneha.tui.screen.Screens;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Dashboards in which something is being changed. */
public final class ChangeScenes {
    public static final ChangeRequest SCALE_UP = new ChangeRequest(Intent.SCALE_UP, false, false);
    public static final Decision.Refusal RUNS_WITHOUT_HA = new Decision.Refusal(
            RefusalCode.RUNS_WITHOUT_HA,
            "n1a1 runs already, without HA: making it HA-ready restarts its oned",
            "accept that outage (about 40 s) with --adopt; database and configuration are backed up first");
    private static final Decision.Refusal UNFIT = new Decision.Refusal(
            FindingCode.RUN_UNFINISHED,
            "n1a2 was added to the zone and never started: the zone has no majority to spare",
            "finish that join first: `oneha runs` names the run, `oneha apply --resume RUN` continues it");
    private static final Key ENTER = Key.of(Kind.ENTER);

    private ChangeScenes() {}

    /** All of them, by their names. */
    public static Map<String, Function<Size, Model>> all() {
        Map<String, Function<Size, Model>> scenes = new LinkedHashMap<>();
        scenes.put("plan-asking", ChangeScenes::wished);
        scenes.put("plan", size -> decided(size, Plans.join()));
        scenes.put("plan-scrolled", size -> Scenes.press(drawn(decided(size, Plans.join())), Key.of('G')));
        scenes.put("plan-refused", size -> decided(size, UNFIT));
        scenes.put("plan-adopt", size -> decided(size, RUNS_WITHOUT_HA));
        scenes.put("plan-nothing", size -> decided(size, Plans.nothing()));
        scenes.put("plan-switchover", ChangeScenes::switchesOver);
        scenes.put("plan-agree", size -> Scenes.type(Scenes.press(decided(size, Plans.join()), ENTER), "n1a"));
        scenes.put("run-starting", ChangeScenes::started);
        scenes.put("run-copying", size -> ran(size, copying()));
        scenes.put("run-away", size -> Scenes.press(ran(size, copying()), Key.of(Kind.ESCAPE)));
        scenes.put("run-leave", size -> Scenes.press(ran(size, copying()), Key.of('q')));
        scenes.put("run-failed", size -> ran(size, failed()));
        scenes.put(
                "run-stopped",
                size -> ran(
                        size,
                        Stream.concat(steps(1, 7), Stream.of(Happenings.stopped(36_000, 8)))
                                .toList()));
        scenes.put("run-done", size -> ran(size, done()));
        scenes.put("run-drilled", ChangeScenes::drilled);
        return scenes;
    }

    /** How far a screen can be scrolled is known once it was drawn. */
    private static Model drawn(Model model) {
        Theme theme = Theme.of(ColourDepth.NONE, Background.DARK, true);
        return model.scrollable(Screens.draw(model, model.size(), theme).scrollLimit());
    }

    /** Scale-up was chosen in the menu. */
    public static Model wished(Size size) {
        return Scenes.press(at(Scenes.of("healthy", size), 0), Key.of('a'), Key.of('j'), ENTER);
    }

    private static Model switchesOver(Size size) {
        Model model = Scenes.press(Scenes.type(at(Scenes.of("healthy", size), 0), ":switchover server-2"), ENTER);
        ChangeRequest wanted = ChangeRequest.switchover(Optional.of("server-2"));
        return Update.apply(model, new Message.Decided(wanted, Plans.switchover()))
                .model();
    }

    private static Model drilled(Size size) {
        Plan plan = Plans.drill();
        Model model = Scenes.press(Scenes.type(at(Scenes.of("healthy", size), 0), ":drill server-2"), ENTER);
        ChangeRequest wanted = ChangeRequest.drill(Optional.of("server-2"), false);
        model = Update.apply(model, new Message.Decided(wanted, plan)).model();
        model = Scenes.press(Scenes.type(Scenes.press(model, ENTER), "n1a3"), ENTER);
        for (RunEvent event : List.of(
                new RunEvent.Started(Happenings.at(0), Happenings.RUN, plan, false),
                new RunEvent.Looked(Happenings.at(900), RunSights.wellLed(false, "n1a1", 3)),
                new RunEvent.StepStarted(Happenings.at(1_000), plan.steps().get(0)),
                new RunEvent.StepDone(Happenings.at(2_000), plan.steps().get(0), Duration.ofSeconds(1)),
                new RunEvent.Looked(Happenings.at(38_000), RunSights.wellLed(true, "n1a3", 4)),
                new RunEvent.Finished(Happenings.at(37_000), Duration.ofSeconds(37)))) {
            model = Update.apply(model, new Message.Ran(event)).model();
        }
        return at(model, 48_000);
    }

    /** And this became of it. */
    public static Model decided(Size size, Decision decision) {
        return Update.apply(wished(size), new Message.Decided(SCALE_UP, decision))
                .model();
    }

    /** And was agreed to. */
    public static Model started(Size size) {
        return Scenes.press(Scenes.type(Scenes.press(decided(size, Plans.join()), ENTER), "n1a3"), ENTER);
    }

    /** And this happened since. */
    public static Model ran(Size size, List<RunEvent> events) {
        Model model = started(size);
        for (RunEvent event : events) {
            model = Update.apply(model, new Message.Ran(event)).model();
        }
        return at(model, 48_000);
    }

    private static Model at(Model model, long millis) {
        Model then = Update.apply(model, new Message.Ticked(Happenings.at(millis - 1000)))
                .model();
        return Scenes.observe(then, "healthy", 1, UnaryOperator.identity());
    }

    /** From one step to another, each done in five seconds. */
    private static Stream<RunEvent> steps(int from, int to) {
        return Stream.concat(
                from == 1 ? Stream.of(Happenings.started(0)) : Stream.of(),
                IntStream.rangeClosed(from, to).boxed().flatMap(step -> {
                    long begins = (step - 1) * 5_000L;
                    RunEvent end = step == 3
                            ? Happenings.skipped(begins + 5_000, step)
                            : Happenings.done(begins + 5_000, step, 5_000);
                    return Stream.of(Happenings.begins(begins, step), end);
                }));
    }

    public static List<RunEvent> copying() {
        return Stream.concat(
                        steps(1, 6),
                        Stream.of(
                                Happenings.begins(30_000, 7),
                                Happenings.says(30_500, 7, "kept the database that was there aside"),
                                Happenings.says(31_000, 7, "n1a1 to n1a3, through this machine"),
                                Happenings.copied(32_000, 7, 1 << 20, 280 << 20),
                                Happenings.copied(52_000, 7, 118 << 20, 280 << 20)))
                .toList();
    }

    public static List<RunEvent> failed() {
        return Stream.concat(
                        steps(1, 10),
                        Stream.of(
                                Happenings.begins(50_000, 11),
                                Happenings.measured(51_000, 11, "writes could wait", 1_000),
                                Happenings.says(51_500, 11, "oned starts"),
                                Happenings.failed(
                                        52_000,
                                        11,
                                        "oned on n1a3 ended at once: Could not connect to the database",
                                        "see /var/log/one/oned.log on n1a3, then resume")))
                .toList();
    }

    public static List<RunEvent> done() {
        return Stream.concat(
                        steps(1, 15),
                        Stream.of(
                                Happenings.measured(70_000, 12, "writes could wait", 18_200),
                                Happenings.finished(70_000)))
                .toList();
    }
}
