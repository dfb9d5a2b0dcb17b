package io.oneha.app.look;

import io.oneha.observe.Leadership;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.tables.TableComparison;
import io.oneha.observe.tables.TableLook;
import io.oneha.observe.tables.TableMeasure;
import io.oneha.ssh.RemoteHost;
import io.oneha.zone.ServerState;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the tables of a zone's followers with its leader's, over the connections that were looked through. */
final class RowLook {
    private RowLook() {}

    /** Empty where nobody leads for sure, or nobody follows: then there is nothing to compare with. */
    static Optional<TableComparison> of(
            Snapshot snapshot, HostAccess hosts, Clock clock, TableMeasure measure, Duration most) {
        Leadership leadership = Leadership.of(snapshot.pool());
        Optional<ServerView> leads = leadership.leader().filter(view -> leadership.proven());
        List<ServerView> followers = snapshot.pool().stream()
                .filter(view -> view.is(ServerState.FOLLOWER))
                .toList();
        if (leads.isEmpty() || followers.isEmpty()) {
            return Optional.empty();
        }
        TableComparison comparison = new TableComparison(
                measure,
                leads.get().name(),
                followers.stream().map(ServerView::name).toList());
        Map<String, RemoteHost> asked = new LinkedHashMap<>();
        ask(comparison, hosts, leads.get(), asked);
        followers.forEach(view -> ask(comparison, hosts, view, asked));
        if (asked.containsKey(leads.get().name()) && asked.size() > 1) {
            new TableLook(clock).compare(comparison, asked, most, TableLook.Between.NOTHING);
        }
        return Optional.of(comparison);
    }

    private static void ask(
            TableComparison comparison, HostAccess hosts, ServerView view, Map<String, RemoteHost> asked) {
        Optional<RemoteHost> host = hosts.at(view.asked());
        if (host.isPresent() && view.host().failure().isEmpty()) {
            asked.put(view.name(), host.get());
        } else {
            comparison.fail(view.name(), view.name() + " is not reached over SSH");
        }
    }
}
