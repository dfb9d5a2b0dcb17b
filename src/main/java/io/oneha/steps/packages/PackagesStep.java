package io.oneha.steps.packages;

import io.oneha.inventory.DeploySettings.PackageRepository;
import io.oneha.inventory.Inventory;
import io.oneha.plan.PackageSources;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The leader's packages in the leader's version, by the host's own package manager and from its own package sources. Where these
 * do not offer them, the source that the inventory's variables name is written, or else the leader's is taken over with its keys and logins, which pass through this process' memory only.
 */
public record PackagesStep(RunContext context, StepSpec.Packages spec) implements Worker {
    private static final String INVENTORYS = "the inventory";
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration REFRESH = Duration.ofMinutes(5);
    private static final Duration INSTALL = Duration.ofMinutes(20);

    public static Description describe(StepSpec.Packages spec, Inventory inventory) {
        boolean joins = !spec.leader().isEmpty();
        Optional<PackageRepository> repository = inventory.deploy().repository();
        String orInventory = repository.isPresent() ? ", or the inventory's does" : "";
        Description description = Description.changes(
                        spec, "Install OpenNebula's packages" + (joins ? " as on " + spec.leader() : ""))
                .expects(
                        joins
                                ? "its own package sources offer them, or those of " + spec.leader() + " do"
                                        + orInventory
                                : "a package source with OpenNebula is set up there" + orInventory);
        repository.ifPresent(known -> description
                .sends(spec.host(), add(INVENTORYS, RunContext.KEPT))
                .looks("the inventory's is OpenNebula's package source" + PackageSources.named(known)));
        if (joins) {
            description.sends(spec.host(), add(spec.leader(), RunContext.KEPT));
        }
        String version = spec.version().isEmpty() ? "" : " (" + spec.version() + ")";
        return description
                .sends(spec.host(), packages("do", ""))
                .proves(
                        joins
                                ? "the same packages are installed in the same version" + version + " as on "
                                        + spec.leader() + ", and oned is stopped"
                                : "they are installed, and oned is stopped",
                        "remove the packages"
                                + (joins
                                        ? ", and the package source if it was copied"
                                        : repository.isPresent() ? ", and the package source if it was written" : ""));
    }

    @Override
    public boolean holds(Progress progress) {
        return context.shell(spec.host()).asks(packages("check", wanted()), LOOK);
    }

    @Override
    public void run(Progress progress) {
        RootShell shell = context.shell(spec.host());
        String wanted = wanted();
        String lacking = shell.runs(packages("lacking", wanted), LOOK).strip();
        String unoffered = lacking.isEmpty()
                ? ""
                : shell.runs(sources("look", lacking), REFRESH).strip();
        if (!unoffered.isEmpty()) {
            takeSource(shell, unoffered, progress);
        }
        progress.line("the package manager installs");
        shell.runs(packages("do", wanted), INSTALL);
    }

    private void takeSource(RootShell shell, String unoffered, Progress progress) {
        String list = String.join(
                ", ", unoffered.lines().map(String::strip).distinct().toList());
        progress.line("its package sources do not offer " + list);
        if (takesInventorys(shell, unoffered, progress)) {
            return;
        }
        if (spec.leader().isEmpty()) {
            throw new StepException(
                    spec.host() + ": its package sources do not offer " + list,
                    "set up OpenNebula's package source there, or set one_version in the inventory; then resume the run");
        }
        String source = context.shell(spec.leader())
                .runs(sources("source", unoffered), REFRESH)
                .strip();
        if (source.isEmpty()) {
            throw new StepException(
                    spec.host() + ": neither its own package sources nor those of " + spec.leader() + " offer " + list,
                    "give one of them a package source that does, or install it by hand; then resume the run");
        }
        added(shell, unoffered, source, spec.leader(), progress);
    }

    /** The source that one-deploy would write by the inventory's variables; it stays only if it helps. */
    private boolean takesInventorys(RootShell shell, String unoffered, Progress progress) {
        Optional<String> source = context.site()
                .inventory()
                .deploy()
                .repository()
                .flatMap(repository -> RepositorySource.lines(repository, osRelease(shell)));
        if (source.isEmpty()) {
            return false;
        }
        try {
            added(shell, unoffered, source.get(), INVENTORYS, progress);
            return true;
        } catch (StepException e) {
            if (spec.leader().isEmpty()) {
                throw e;
            }
            progress.line(e.getMessage());
            return false;
        }
    }

    private static String osRelease(RootShell shell) {
        return shell.reads("/etc/os-release")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    private void added(RootShell shell, String unoffered, String source, String from, Progress progress) {
        Script add = add(from, context.kept()).with("wanted", unoffered).with("source", source);
        List<String> files = shell.runs(add, REFRESH).lines().distinct().toList();
        progress.line("taken over from " + from + ": " + String.join(", ", files));
    }

    private static Script add(String from, String kept) {
        return sources("add", "").with("leader", from).with("kept", kept);
    }

    private String wanted() {
        return spec.leader().isEmpty()
                ? ""
                : context.shell(spec.leader()).runs(packages("list", ""), LOOK).strip();
    }

    private static Script packages(String verb, String wanted) {
        return Script.of("packages/packages", verb).with("wanted", wanted);
    }

    private static Script sources(String verb, String wanted) {
        return Script.of("packages/sources", verb).with("wanted", wanted);
    }
}
