package io.oneha.steps.keys;

import io.oneha.plan.Work;
import io.oneha.steps.site.Progress;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An SSH key for each user on each host, let in on all of these hosts. Source: one-deploy's {@code ensure_keys_for}. */
public final class KeysStep implements Worker {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Site site;
    private final Work.Keys work;

    public KeysStep(Site site, Work.Keys work) {
        this.site = site;
        this.work = work;
    }

    @Override
    public boolean holds(Progress progress) {
        for (String user : work.users()) {
            List<String> keys = keys(user, "show");
            if (keys.contains("") || !work.hosts().stream().allMatch(host -> asks(host, user, keys))) {
                return false;
            }
        }
        return true;
    }

    private boolean asks(String host, String user, List<String> keys) {
        return site.shell(host).asks(script("check", user).with("keys", String.join("\n", keys)), LIMIT);
    }

    @Override
    public void run(Progress progress) {
        for (String user : work.users()) {
            Script authorize = script("authorize", user).with("keys", String.join("\n", keys(user, "make")));
            work.hosts().forEach(host -> site.shell(host).runs(authorize, LIMIT));
        }
    }

    private List<String> keys(String user, String verb) {
        List<String> keys = new ArrayList<>();
        for (String host : work.hosts()) {
            keys.add(site.shell(host).runs(script(verb, user), LIMIT).strip());
        }
        return keys;
    }

    private static Script script(String verb, String user) {
        return Script.of("keys/keys", verb).with("user", user);
    }
}
