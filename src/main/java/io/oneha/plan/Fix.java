package io.oneha.plan;

import io.oneha.base.Text;
import io.oneha.health.Finding;
import io.oneha.health.FindingCode;
import io.oneha.health.Severity;
import io.oneha.plan.Decision.NothingToDo;
import io.oneha.plan.Decision.Refusal;
import io.oneha.plan.PlanInput.Host;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chooses the finding that is to be mended, and has its plan made: the worst that has one, or the one that was asked for. What follows
 * from another finding is mended by mending that.
 */
final class Fix {
    private final List<String> asked;
    private final PlanInput seen;
    private final EarlierSteps earlier;

    Fix(ChangeRequest request, PlanInput seen, EarlierSteps earlier) {
        this.asked = request.subjects();
        this.seen = seen;
        this.earlier = earlier;
    }

    Decision decide() {
        return switch (asked.size()) {
            case 0 -> worst();
            case 1 -> named(Text.clean(asked.get(0)));
            default -> settled();
        };
    }

    private Decision worst() {
        List<Finding> causes = seen.verdict().causes().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .toList();
        if (causes.isEmpty()) {
            return new NothingToDo("nothing is found that is to be mended", List.of());
        }
        List<Decision> all = causes.stream().map(this::mended).toList();
        return all.stream().filter(Plan.class::isInstance).findFirst().orElseGet(() -> all.get(0));
    }

    private Decision named(String name) {
        Optional<FindingCode> code = code(name);
        // What has a plan is worth more to whoever names a server than what is only worse.
        Optional<Finding> found = seen.verdict().findings().stream()
                .filter(finding -> code.map(its -> finding.code() == its)
                        .orElseGet(() -> finding.subject().equalsIgnoreCase(name)))
                .min(Comparator.comparing(
                        finding -> Fixes.byHand(root(finding).code()).isPresent()));
        if (found.isPresent()) {
            return mended(root(found.get()));
        }
        boolean known = code.isPresent()
                || seen.snapshot().servers().stream()
                        .anyMatch(view -> view.name().equalsIgnoreCase(name));
        return known
                ? new NothingToDo("nothing is found of " + name, List.of())
                : new Refusal(
                        RefusalCode.NO_SUCH_SERVER,
                        name + " is neither a server of the zone nor the code of a finding",
                        "`oneha check` lists what is found");
    }

    private static Optional<FindingCode> code(String name) {
        return Stream.of(FindingCode.values())
                .filter(code -> code.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    /** What the run was confirmed for: its rest is to be done although what it mends may have passed by now. */
    private Decision settled() {
        Optional<FindingCode> code = code(asked.get(0));
        if (code.isEmpty()) {
            return new Refusal(
                    RefusalCode.NOT_PLANNED,
                    "this oneha knows no finding " + Text.clean(asked.get(0)),
                    "resume the run with the oneha that has begun it");
        }
        Finding.Key key = new Finding.Key(code.get(), asked.get(1));
        Optional<Finding> found = find(key);
        if (!earlier.begun().isEmpty()) {
            return mended(key, found);
        }
        return found.map(finding -> mended(root(finding)))
                .orElseGet(() -> new NothingToDo(
                        key.code() + " of " + Text.clean(key.subject()) + " is not found any more", List.of()));
    }

    private Optional<Finding> find(Finding.Key key) {
        return seen.verdict().findings().stream()
                .filter(finding -> finding.key().equals(key))
                .findFirst();
    }

    private Finding root(Finding finding) {
        Finding root = finding;
        for (int depth = 0; depth < seen.verdict().findings().size(); depth++) {
            Optional<Finding> cause = root.cause().flatMap(this::find);
            if (cause.isEmpty()) {
                return root;
            }
            root = cause.get();
        }
        return root;
    }

    private Decision mended(Finding finding) {
        return mended(finding.key(), Optional.of(finding));
    }

    /**
     * What answers on oned's port where its unit does not run may be anybody's with an account there: who leads is not believed of it,
     * before anything is begun. Where the unit runs the port is its own, or else its oned would have ended.
     */
    private Optional<Refusal> pretended() {
        List<Host> believed = seen.members().stream()
                .filter(host -> earlier.begun().isEmpty() && host.answers() && Recovery.isInstalled(host))
                .toList();
        return believed.stream()
                .filter(Host::isOutsideUnit)
                .findFirst()
                .map(CareGuards::outsideUnit)
                .or(() -> believed.stream()
                        .flatMap(host -> PlanGuards.units(host).stream())
                        .findFirst());
    }

    private Decision mended(Finding.Key key, Optional<Finding> found) {
        Set<String> settled = asked.stream().skip(2).collect(Collectors.toSet());
        FixInput input = new FixInput(seen, earlier, key, found, settled);
        if (Fixes.of(key.code()) instanceof Fixes.Cure.Mechanical mechanical) {
            return PlanGuards.address(seen)
                    .or(() -> FederationRole.unclear(seen))
                    .or(this::pretended)
                    .<Decision>map(refusal -> refusal)
                    .orElseGet(() -> mechanical.maker().apply(input));
        }
        return input.refused(Fixes.byHand(key.code()).orElseThrow());
    }
}
