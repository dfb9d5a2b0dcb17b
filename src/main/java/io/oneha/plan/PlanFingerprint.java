package io.oneha.plan;

import io.oneha.inventory.FrontEnd;
import io.oneha.observe.ServerView;
import io.oneha.observe.host.HostFacts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * What a plan is and rests on, as one number: its steps, who leads, the pool, and how far each front-end is. What changes by itself (terms, log
 * indexes, times) is not in it.
 */
final class PlanFingerprint {
    private PlanFingerprint() {}

    /** @param steps what is to be done: hooks, keys and the way of a copy are wishes of the inventory and not seen on a host */
    static String of(PlanInput seen, List<Step> steps) {
        StringBuilder text = new StringBuilder();
        steps.forEach(
                step -> text.append(step.id()).append(' ').append(step.spec()).append('\n'));
        text.append("leader ")
                .append(seen.leader().map(PlanInput.Host::name).orElse(""))
                .append('\n');
        text.append("vip ")
                .append(seen.inventory().vip().map(Object::toString).orElse(""))
                .append('\n');
        seen.inventory().deploy().oned().forEach(setting -> text.append("setting ")
                .append(setting.shown())
                // Only the digest of all this leaves the program.
                .append(setting.secret() ? setting.value() : "")
                .append('\n'));
        seen.inventory().deploy().gate().ifPresent(gate -> text.append("gate ")
                .append(gate.value())
                .append('\n'));
        seen.inventory().deploy().repository().ifPresent(repository -> text.append("packages ")
                .append(PackageSources.named(repository))
                .append('\n'));
        for (FrontEnd frontEnd : seen.inventory().frontEnds()) {
            text.append("wanted ")
                    .append(frontEnd.name())
                    .append(' ')
                    .append(frontEnd.endpoint())
                    .append('\n');
        }
        for (ServerView view : seen.snapshot().pool()) {
            text.append("pool ")
                    .append(view.server().id())
                    .append(' ')
                    .append(view.name())
                    .append(' ');
            text.append(view.server().endpoint()).append('\n');
        }
        for (PlanInput.Host host : seen.hosts()) {
            text.append("host ")
                    .append(host.name())
                    .append(' ')
                    .append(host.runs())
                    .append(' ');
            text.append(host.facts().map(PlanFingerprint::stage).orElse("unseen"))
                    .append('\n');
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String stage(HostFacts facts) {
        return facts.packageVersion().orElse("-")
                + facts.oned().map(conf -> " " + conf.serverId().orElse(-1)).orElse(" -")
                + " " + new TreeMap<>(facts.authSums());
    }
}
