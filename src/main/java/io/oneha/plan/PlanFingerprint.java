package io.oneha.plan;

import io.oneha.inventory.DeploySettings;
import io.oneha.observe.ServerView;
import io.oneha.observe.host.HostFacts;
import io.oneha.plan.PlanInput.Host;
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
        steps.forEach(step -> text.append(step.id() + " " + step.spec() + "\n"));
        text.append("leader " + seen.leader().map(Host::name).orElse("") + "\n");
        text.append("vip " + seen.inventory().vip().map(Object::toString).orElse("") + "\n");
        DeploySettings deploy = seen.inventory().deploy();
        // Only the digest of all this leaves the program.
        deploy.oned()
                .forEach(setting ->
                        text.append("setting " + setting.shown() + (setting.secret() ? setting.value() : "") + "\n"));
        deploy.gate().ifPresent(gate -> text.append("gate " + gate.value() + "\n"));
        deploy.repository().ifPresent(repository -> text.append("packages " + PackageSources.named(repository) + "\n"));
        seen.inventory()
                .frontEnds()
                .forEach(frontEnd -> text.append("wanted " + frontEnd.name() + " " + frontEnd.endpoint() + "\n"));
        seen.snapshot().pool().stream()
                .map(ServerView::server)
                .forEach(server ->
                        text.append("pool " + server.id() + " " + server.name() + " " + server.endpoint() + "\n"));
        seen.hosts()
                .forEach(host -> text.append("host " + host.name() + " " + host.runs() + " "
                        + host.facts().map(PlanFingerprint::stage).orElse("unseen") + "\n"));
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
