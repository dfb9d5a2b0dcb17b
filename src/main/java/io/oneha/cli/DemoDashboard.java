package io.oneha.cli;

import io.oneha.app.Changes;
import io.oneha.app.change.BackgroundChanges;
import io.oneha.app.change.DrillReport;
import io.oneha.app.change.RunSession;
import io.oneha.app.look.ZoneLook;
import io.oneha.app.session.Session;
import io.oneha.app.settings.Settings;
import io.oneha.cli.apply.DrillPrinter;
import io.oneha.cli.output.DrillFormat;
import io.oneha.demo.Demo;
import io.oneha.inventory.Inventory;
import io.oneha.inventory.InventoryReader;
import io.oneha.observe.Target;
import io.oneha.tui.ExtraCommand;
import io.oneha.zone.Credentials;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The dashboard on a demo zone, through the same inventory, HTTP and observer as on a real one.
 *
 * @param version oneha's, for the journals of runs
 */
record DemoDashboard(Session session, Demo demo, String version) {
    private static final String LABEL = "demo";

    int run(DashboardRun dashboard) {
        Settings settings = session.settings();
        byte[] yaml = demo.inventoryYaml().getBytes(StandardCharsets.UTF_8);
        Inventory inventory = InventoryReader.read(LABEL, new ByteArrayInputStream(yaml), Optional::empty);
        Target target = new Target(LABEL, List.of(), Optional.of(inventory), Optional.empty());
        try (ZoneLook look = ZoneLook.on(
                        target,
                        new Credentials(demo.session()),
                        settings.timeout(),
                        session.surroundings().clock(),
                        demo.hosts());
                DemoFolder folder = new DemoFolder()) {
            int code = dashboard.show(look, changes(look, folder), settings, commands());
            folder.path().ifPresent(this::report);
            return code;
        }
    }

    /** The last drill's report: nobody can ask for it later. */
    private void report(Path journals) {
        RunSession.runs(journals, session).list().stream()
                .flatMap(run -> DrillReport.of(run).stream())
                .findFirst()
                .map(DrillReport::ofAPassingZone)
                .ifPresent(new DrillPrinter(session, DrillFormat.TEXT));
    }

    /** Real runs on simulated hosts, written down where nobody takes them for real ones. */
    private Changes changes(ZoneLook look, DemoFolder journals) {
        return journals.path()
                .map(folder -> BackgroundChanges.passing(look, folder, session, version))
                .orElseGet(() -> Changes.none("a run is written down, and there is no temporary folder"));
    }

    private List<ExtraCommand> commands() {
        return demo.commands().stream()
                .map(command -> new ExtraCommand(
                        command.name(), command.usage(), command.description(), command.key(), command.run()))
                .toList();
    }
}
