package io.oneha.steps.keys;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.SiteWorker;
import java.time.Duration;
import java.util.List;

/** An SSH key for each user on each host, let in on all of these hosts. Source: one-deploy's {@code ensure_keys_for}. */
public record KeysStep(RunContext context, StepSpec.Keys spec) implements SiteWorker {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    public static Description describe(StepSpec.Keys spec, Inventory inventory) {
        Description description = Description.changes(spec, "Set up the SSH keys of " + String.join(", ", spec.users()))
                .expects("the accounts exist")
                .proves("each key is in authorized_keys on both", "take the keys out of authorized_keys");
        for (String user : spec.users()) {
            spec.hosts().forEach(host -> description.sends(host, script("make", user)));
            spec.hosts().forEach(host -> description.sends(host, script("authorize", user)));
        }
        return description;
    }

    @Override
    public boolean holds(Progress progress) {
        for (String user : spec.users()) {
            List<String> keys = keys(user, "show");
            Script check = script("check", user).with("keys", String.join("\n", keys));
            if (keys.contains("")
                    || !spec.hosts().stream()
                            .allMatch(host -> context.shell(host).asks(check, LIMIT))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void run(Progress progress) {
        for (String user : spec.users()) {
            Script authorize = script("authorize", user).with("keys", String.join("\n", keys(user, "make")));
            spec.hosts().forEach(host -> context.shell(host).runs(authorize, LIMIT));
        }
    }

    private List<String> keys(String user, String verb) {
        return spec.hosts().stream()
                .map(host -> context.shell(host).runs(script(verb, user), LIMIT).strip())
                .toList();
    }

    private static Script script(String verb, String user) {
        return Script.of("keys/keys", verb).with("user", user);
    }
}
