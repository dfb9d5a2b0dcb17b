package io.oneha.health;

import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a verdict rests on: what was not looked at is not known to be good.
 *
 * @param raft whether a server told of the zone
 * @param overSsh whether SSH is used for any host
 * @param hosts servers whose hosts were looked at as root
 * @param limited servers whose hosts were looked at, not as root
 * @param unseen servers whose hosts were to be looked at and were not, or not lately
 * @param skipped servers of the zone whose hosts SSH is not used for
 * @param vip whether the virtual address was looked for on every server of the zone
 * @param tables what was learnt of the servers' tables; empty where that was not asked
 * @param open whether it was asked what is in their tables, and is not known of every server
 */
public record Basis(
        boolean raft,
        boolean overSsh,
        List<String> hosts,
        List<String> limited,
        List<String> unseen,
        List<String> skipped,
        boolean vip,
        Optional<String> tables,
        boolean open) {
    /** Names that a line has room for. */
    private static final int NAMED = 3;

    /** Servers were asked by XML-RPC, and SSH is off. */
    public static final Basis RAFT_ONLY =
            new Basis(true, false, List.of(), List.of(), List.of(), List.of(), false, Optional.empty(), false);

    /** What a snapshot rests on. */
    public static Basis of(Snapshot snapshot) {
        List<String> hosts = new ArrayList<>();
        List<String> limited = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        List<ServerView> servers = snapshot.pool().isEmpty() ? snapshot.servers() : snapshot.pool();
        for (ServerView view : servers) {
            if (!view.host().asked()) {
                skipped.add(view.name());
            } else if (view.host().failure().isPresent() || !isFresh(snapshot, view)) {
                unseen.add(view.name());
            } else if (view.host().known().orElseThrow().privileged()) {
                hosts.add(view.name());
            } else {
                limited.add(view.name());
            }
        }
        boolean vip = snapshot.vip()
                .filter(view -> view.holders().isPresent() && view.unseen().isEmpty())
                .isPresent();
        return new Basis(
                servers.stream().anyMatch(view -> view.answers()),
                skipped.size() < servers.size(),
                List.copyOf(hosts),
                List.copyOf(limited),
                List.copyOf(unseen),
                List.copyOf(skipped),
                vip,
                Optional.empty(),
                false);
    }

    /** The same, and what a comparison of the servers' tables showed. */
    Basis with(String compared, boolean isOpen) {
        return new Basis(raft, overSsh, hosts, limited, unseen, skipped, vip, Optional.of(compared), isOpen);
    }

    private static boolean isFresh(Snapshot snapshot, ServerView view) {
        return view.host()
                .readAt()
                .filter(at -> !at.isBefore(snapshot.observedAt().minus(Hosts.FRESH)))
                .isPresent();
    }

    /** Whether everything that oneha knows to look at was looked at. */
    public boolean isWhole() {
        return raft && overSsh && limited.isEmpty() && unseen.isEmpty() && skipped.isEmpty() && !open;
    }

    /** In one line, such as {@code raft only: SSH is off, VIP and hosts not checked}. */
    public String words() {
        if (!overSsh) {
            return (raft ? "raft only: " : "nothing: no server answered, ") + "SSH is off, VIP and hosts not checked";
        }
        if (hosts.isEmpty() && limited.isEmpty()) {
            return (raft ? "raft only: " : "nothing: no server answered, ")
                    + "no host was seen by SSH, VIP and hosts not checked";
        }
        StringBuilder words = new StringBuilder(raft ? "raft, " : "no server answered; ")
                .append(vip ? "VIP and " : "")
                .append(Phrases.count(hosts.size() + limited.size(), "host"));
        List<String> not = new ArrayList<>(unseen);
        not.addAll(skipped);
        if (!not.isEmpty()) {
            words.append("; not checked: ").append(Phrases.some(not, NAMED));
        }
        if (!limited.isEmpty()) {
            words.append("; not as root: ").append(Phrases.some(limited, NAMED));
        }
        tables.ifPresent(compared -> words.append("; ").append(compared));
        return words.toString();
    }
}
