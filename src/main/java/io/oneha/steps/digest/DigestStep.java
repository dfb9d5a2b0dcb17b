package io.oneha.steps.digest;

import io.oneha.inventory.Inventory;
import io.oneha.observe.tables.TableComparison;
import io.oneha.observe.tables.TableComparison.Compared;
import io.oneha.observe.tables.TableComparison.Difference;
import io.oneha.observe.tables.TableComparison.Result;
import io.oneha.observe.tables.TableLook;
import io.oneha.observe.tables.TableMeasure;
import io.oneha.plan.StepSpec;
import io.oneha.ssh.RemoteHost;
import io.oneha.steps.database.CopyState;
import io.oneha.steps.site.Account;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a server that has caught up has the leader's data: a log that was replayed onto another copy ends at the same index. Where it
 * cannot be compared that is told, and no reason to fail.
 */
public record DigestStep(RunContext context, StepSpec.SameData spec) implements SiteWorker {
    /** Until when another round may begin. */
    private static final Duration MOST = Duration.ofSeconds(20);

    private static final int NAMED = 3;

    public static Description describe(StepSpec.SameData spec, Inventory inventory) {
        // It writes, so it is no step that only reads: on a zone at rest there would be no second index.
        return Description.changes(spec, "Compare the data of " + spec.host() + " with " + spec.leader())
                .expects(spec.host() + " has caught up")
                .looks("compare a digest of all replicated tables at one log index")
                .calls(
                        spec.leader(),
                        spec.write().call(),
                        "of " + spec.write().attribute() + ", unchanged, if they differ, to compare at another index")
                .proves("no table differs at two log indexes; what cannot be compared is told", "");
    }

    /** Once it was proved in this run: the data of a server that runs is compared by a check. */
    @Override
    public boolean holds(Progress progress) {
        return context.proved().contains(spec.id());
    }

    @Override
    public void run(Progress progress) {
        TableComparison comparison = new TableComparison(TableMeasure.DIGESTS, spec.leader(), List.of(spec.host()));
        Map<String, RemoteHost> hosts = new LinkedHashMap<>();
        hosts.put(spec.leader(), leader().host());
        hosts.put(spec.host(), here().host());
        new TableLook(context.site().clock()).compare(comparison, hosts, MOST, () -> {
            Result result = comparison.of(spec.host()).result();
            if (result == Result.DIFFERS_ONCE || result == Result.DIFFERS_AT_REST) {
                progress.line("its data differs at one log index: "
                        + spec.write().attribute() + " is written unchanged, to see another");
                leadersOned().touch(spec.write(), progress);
            }
        });
        Compared compared = comparison.of(spec.host());
        switch (compared.result()) {
            case EQUAL ->
                progress.line("all replicated tables are as on " + spec.leader() + " at log index "
                        + compared.indexes().get(compared.indexes().size() - 1));
            case DIFFERS -> throw differs(compared);
            case DIFFERS_AT_REST, DIFFERS_ONCE ->
                tellsUnknown("data differs at one log index, and no other was seen", progress);
            case NEVER_AT_ONE_INDEX ->
                tellsUnknown(
                        "the data was not compared: " + spec.host() + " and " + spec.leader()
                                + " were never seen at one log index",
                        progress);
            case NOT_MEASURED -> {
                Optional<String> why = comparison.failure(spec.host()).or(() -> comparison.failure(spec.leader()));
                tellsUnknown("the data was not compared: " + why.orElse("no answer"), progress);
            }
        }
    }

    private static void tellsUnknown(String what, Progress progress) {
        progress.line("warning: " + what + "; `oneha check --deep` compares it again");
    }

    /** From here on the copy does not count as made. */
    private StepException differs(Compared compared) {
        String tables = compared.differences().stream()
                .limit(NAMED)
                .map(Difference::table)
                .collect(Collectors.joining(", "));
        int more = compared.differences().size() - NAMED;
        Account account = Account.on(here());
        CopyState.spoil(here(), account);
        return new StepException(
                spec.host() + " has caught up with " + spec.leader() + ", and its data is not the same in " + tables
                        + (more > 0 ? " and " + more + " more" : "") + ": its database is not a copy of the zone's",
                "`systemctl stop opennebula` on " + spec.host()
                        + ", then resume the run: the database is copied again");
    }

    @Override
    public void prove(Progress progress) {
        // What it found is the proof.
    }
}
