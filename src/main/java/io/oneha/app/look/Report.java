package io.oneha.app.look;

import io.oneha.base.Text;
import io.oneha.health.Sync;
import io.oneha.health.Verdict;
import io.oneha.observe.Snapshot;
import io.oneha.observe.VipView;
import java.util.List;
import java.util.Optional;

/**
 * What there is to print: one look at a zone and what it means.
 *
 * @param snapshot the look
 * @param verdict what it means
 * @param servers the servers in the snapshot's order
 */
public record Report(Snapshot snapshot, Verdict verdict, List<ServerRow> servers) {
    /** The report of a look. */
    public static Report of(Snapshot snapshot, Verdict verdict) {
        List<ServerRow> rows = snapshot.servers().stream()
                .map(view -> ServerRow.of(view, Sync.lag(snapshot, view), snapshot.waits(view)))
                .toList();
        return new Report(snapshot, verdict, rows);
    }

    /** The zone's name, or what was looked at while no server told. */
    public String zoneName() {
        return Text.clean(snapshot.zone()
                .value()
                .map(zone -> zone.name())
                .orElse(snapshot.target().label()));
    }

    /** Whether SSH is used for any of the servers. */
    public boolean overSsh() {
        return servers.stream().anyMatch(row -> row.host().asked());
    }

    /** Whether a server holds the virtual address; empty when there is none, or when nobody looked. */
    public Optional<Boolean> holdsVip(ServerRow row) {
        return snapshot.vip()
                .filter(vip -> !names(vip.unseen()).contains(row.name()))
                .flatMap(VipView::holders)
                .map(holders -> names(holders).contains(row.name()));
    }

    private static List<String> names(List<String> names) {
        return names.stream().map(Text::clean).toList();
    }

    /** Servers that answered. */
    public long answering() {
        return servers.stream().filter(row -> row.raft().isPresent()).count();
    }
}
