package io.oneha.steps.packages;

import io.oneha.base.Text;
import io.oneha.inventory.DeploySettings.PackageRepository;
import io.oneha.inventory.Inventory;
import io.oneha.plan.PackageSources;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The leader's packages in the leader's version, by the host's own package manager and from its own package sources. Where these
 * do not offer them, the source that the inventory's variables name is written, or else the leader's is taken over with its keys and logins, which pass through this process' memory only.
 */
public record PackagesStep(RunContext context, StepSpec.Packages spec) implements SiteWorker {
    private static final String INVENTORYS = "the inventory";
    private static final String REASON = "reason ";
    private static final int MOST_TEXT = 400;
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration REFRESH = Duration.ofMinutes(5);
    private static final Duration INSTALL = Duration.ofMinutes(20);

    public static Description describe(StepSpec.Packages spec, Inventory inventory) {
        boolean joins = !spec.leader().isEmpty();
        Optional<PackageRepository> repository = inventory.deploy().repository();
        String sources = joins
                ? "its own package sources offer them, or those of " + spec.leader() + " do"
                : "a package source with OpenNebula is set up there";
        Description description = Description.changes(
                        spec, "Install OpenNebula's packages" + (joins ? " as on " + spec.leader() : ""))
                .expects(sources + (repository.isPresent() ? ", or the inventory's does" : ""));
        repository.ifPresent(known -> description
                .sends(spec.host(), add(INVENTORYS, RunContext.KEPT))
                .looks("the inventory's is OpenNebula's package source" + PackageSources.named(known)));
        if (joins) {
            description.sends(spec.host(), add(spec.leader(), RunContext.KEPT));
        }
        String version = spec.version().isEmpty() ? "" : " (" + spec.version() + ")";
        String proof = joins
                ? "the same packages are installed in the same version" + version + " as on " + spec.leader()
                : "they are installed";
        String written = repository.isPresent() ? ", and the package source if it was written" : "";
        return description
                .sends(spec.host(), packages("do", ""))
                .proves(
                        proof + ", and oned is stopped",
                        "remove the packages" + (joins ? ", and the package source if it was copied" : written));
    }

    @Override
    public boolean holds(Progress progress) {
        return here().asks(packages("check", wanted()), LOOK);
    }

    @Override
    public void run(Progress progress) {
        String wanted = wanted();
        String lacking = here().runs(packages("lacking", wanted), LOOK).strip();
        String look = lacking.isEmpty()
                ? ""
                : here().runs(sources("look", lacking), REFRESH).strip();
        if (!look.isEmpty()) {
            takeSource(look, progress);
        }
        progress.line("the package manager installs");
        here().runs(packages("do", wanted), INSTALL)
                .lines()
                .forEach(said -> progress.line("a package's own script failed: " + Text.clean(said, MOST_TEXT)));
    }

    /** @param look what the host's own sources do not offer, and in a last line why, where its package manager says so */
    private void takeSource(String look, Progress progress) {
        String unoffered = look.lines().filter(line -> !line.startsWith(REASON)).collect(Collectors.joining("\n"));
        String reason = look.lines()
                .filter(line -> line.startsWith(REASON))
                .map(line -> ": " + Text.clean(line.substring(REASON.length()), MOST_TEXT))
                .findFirst()
                .orElse("");
        String list = String.join(
                ", ", unoffered.lines().map(String::strip).distinct().toList());
        progress.line("its package sources do not offer " + list + reason);
        if (takesInventorys(unoffered, progress)) {
            return;
        }
        if (spec.leader().isEmpty()) {
            throw new StepException(
                    spec.host() + ": its package sources do not offer " + list + reason,
                    "set up OpenNebula's package source there, or set one_version in the inventory; then resume the run");
        }
        String source = leader().runs(sources("source", unoffered), REFRESH).strip();
        if (source.isEmpty()) {
            throw new StepException(
                    spec.host() + ": neither its own package sources nor those of " + spec.leader() + " offer " + list
                            + reason,
                    "give one of them a package source that does, or install it by hand; then resume the run");
        }
        added(unoffered, source, spec.leader(), progress);
    }

    /** The source that one-deploy would write by the inventory's variables; it stays only if it helps. */
    private boolean takesInventorys(String unoffered, Progress progress) {
        Optional<PackageRepository> repository =
                context.site().inventory().deploy().repository();
        Optional<String> source = repository.flatMap(known -> RepositorySource.lines(known, osRelease()));
        if (source.isEmpty()) {
            return false;
        }
        try {
            added(unoffered, source.get(), INVENTORYS, progress);
            return true;
        } catch (StepException e) {
            if (spec.leader().isEmpty()) {
                throw e;
            }
            progress.line(e.getMessage());
            return false;
        }
    }

    private String osRelease() {
        return here().reads("/etc/os-release")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    private void added(String unoffered, String source, String from, Progress progress) {
        Script add = add(from, context.kept()).with("wanted", unoffered).with("source", source);
        List<String> files = here().runs(add, REFRESH).lines().distinct().toList();
        progress.line("taken over from " + from + ": " + String.join(", ", files));
    }

    private static Script add(String from, String kept) {
        return sources("add", "").with("leader", from).with("kept", kept);
    }

    private String wanted() {
        return spec.leader().isEmpty()
                ? ""
                : leader().runs(packages("list", ""), LOOK).strip();
    }

    private static Script packages(String verb, String wanted) {
        return Script.of("packages/packages", verb).with("wanted", wanted);
    }

    private static Script sources(String verb, String wanted) {
        return Script.of("packages/sources", verb).with("wanted", wanted);
    }
}
