package io.oneha.steps.caughtup;

import io.oneha.observe.tables.TableComparison;
import io.oneha.observe.tables.TableComparison.Compared;
import io.oneha.observe.tables.TableComparison.Difference;
import io.oneha.observe.tables.TableComparison.Result;
import io.oneha.observe.tables.TableLook;
import io.oneha.observe.tables.TableMeasure;
import io.oneha.ssh.RemoteHost;
import io.oneha.steps.database.CopyState;
import io.oneha.steps.site.Account;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker.Progress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a server that has caught up has the leader's rows: a log that was replayed onto another copy ends at the same index. */
final class JoinedRows {
    private static final Duration MOST = Duration.ofSeconds(10);
    private static final int NAMED = 3;

    private JoinedRows() {}

    /**
     * Compares them. Where they cannot be compared that is said, and no reason to fail.
     *
     * @throws StepException they differ at two indexes of the log; from then on the copy does not count as made
     */
    static void prove(Site site, String host, String leader, Progress progress) {
        TableComparison comparison = new TableComparison(TableMeasure.COUNTS, leader, List.of(host));
        Map<String, RemoteHost> hosts = new LinkedHashMap<>();
        hosts.put(leader, site.shell(leader).host());
        hosts.put(host, site.shell(host).host());
        new TableLook(site.clock()).compare(comparison, hosts, MOST, () -> {
            Result result = comparison.of(host).result();
            if (result == Result.DIFFERS_ONCE || result == Result.DIFFERS_AT_REST) {
                progress.line(
                        "its rows differ at one log index: the zone's ENDPOINT is written unchanged, to see another");
                site.oned(leader).touch();
            }
        });
        Compared compared = comparison.of(host);
        Optional<String> uncounted = comparison.failure(host).or(() -> comparison.failure(leader));
        switch (compared.result()) {
            case EQUAL ->
                progress.line("all replicated tables have as many rows as on " + leader + " at log index "
                        + compared.indexes().get(compared.indexes().size() - 1));
            case DIFFERS -> throw differs(site, host, leader, compared);
            case DIFFERS_AT_REST, DIFFERS_ONCE ->
                progress.line("rows differ at one log index, and no other was seen: `oneha check` compares them again");
            case NEVER_AT_ONE_INDEX ->
                progress.line(
                        "rows were not compared: " + host + " and " + leader + " were never seen at one log index");
            case NOT_MEASURED -> progress.line("rows were not compared: " + uncounted.orElse("no answer"));
        }
    }

    private static StepException differs(Site site, String host, String leader, Compared compared) {
        String tables = compared.differences().stream()
                .limit(NAMED)
                .map(Difference::table)
                .collect(Collectors.joining(", "));
        Account account = Account.on(site.shell(host));
        CopyState.spoil(site.shell(host), account);
        return new StepException(
                host + " has caught up with " + leader + ", and has not as many rows in " + tables
                        + ": its database is not a copy of the zone's",
                "`systemctl stop opennebula` on " + host + ", then resume the run: the database is copied again");
    }
}
