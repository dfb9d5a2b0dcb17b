package io.oneha.tui.screen;

import io.oneha.observe.ServerView;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.Peer;
import io.oneha.observe.host.NicAddress;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Span;
import io.oneha.tui.frame.Tone;
import java.util.List;
import java.util.Optional;

/** How one front-end reaches another: the first thing that stands in the way, from the name to its ports. */
enum PeerReach {
    /** By its name, on both ports. */
    WHOLE("ok"),
    /** The name does not resolve. */
    NO_NAME("name"),
    /** The name resolves to an address that the other does not have. */
    ELSEWHERE("other"),
    /** Only port 2633 accepts connections. */
    NO_SSH("22"),
    /** Only port 22 does. */
    NO_ONED("2633"),
    /** Neither does. */
    NO_PORT("ports"),
    /** Nobody looked. */
    UNKNOWN(""),
    /** The front-end itself. */
    SELF("");

    /** Cells that the widest of them takes. */
    static final int CELLS = 7;

    private final String word;

    PeerReach(String word) {
        this.word = word;
    }

    static PeerReach of(ServerView from, ServerView to) {
        if (from.name().equals(to.name())) {
            return SELF;
        }
        return peer(from, to).map(peer -> of(peer, to)).orElse(UNKNOWN);
    }

    /** What {@code from} said of {@code to}. */
    static Optional<Peer> peer(ServerView from, ServerView to) {
        return from.host().known().map(HostFacts::peers).orElse(List.of()).stream()
                .filter(peer -> peer.name().equals(to.name()))
                .findFirst();
    }

    private static PeerReach of(Peer peer, ServerView to) {
        if (peer.address().isEmpty()) {
            return NO_NAME;
        }
        if (!peer.ssh() || !peer.oned()) {
            return peer.ssh() ? NO_ONED : peer.oned() ? NO_SSH : NO_PORT;
        }
        return isElsewhere(peer.address().get(), to) ? ELSEWHERE : WHOLE;
    }

    /** Whether an address is none of a host's, as far as those are known; the loopback is nobody else's. */
    static boolean isElsewhere(String address, ServerView to) {
        List<NicAddress> nics = HostSection.nics(to.host()).orElse(List.of());
        if (nics.isEmpty()) {
            return address.startsWith("127.") || address.equals("::1");
        }
        return nics.stream().noneMatch(nic -> nic.address().equalsIgnoreCase(address));
    }

    Span sign(Glyphs glyphs) {
        return switch (this) {
            case WHOLE -> new Span(glyphs.check() + " " + word, Tone.GOOD);
            case ELSEWHERE -> new Span(glyphs.warning() + " " + word, Tone.WARN);
            case NO_NAME, NO_SSH, NO_ONED, NO_PORT -> new Span(glyphs.error() + " " + word, Tone.BAD);
            case UNKNOWN -> new Span("?", Tone.WARN);
            case SELF -> new Span("-", Tone.DIM);
        };
    }
}
