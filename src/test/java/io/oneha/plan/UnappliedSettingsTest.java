package io.oneha.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.zone.ServerState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an inventory sets and a plan does not carry out is told in it. */
class UnappliedSettingsTest {
    private static Scene joins() {
        return Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", ServerState.LEADER)
                .runs("n1a2", ServerState.FOLLOWER);
    }

    private static List<String> notices(Scene scene) {
        return ((Plan) scene.decides(Intent.CONVERGE)).notices();
    }

    private static Scene with(Scene scene) {
        return scene.with("features: { ceph: true }")
                .with("ssl: { web_server: nginx }")
                .with("gate_endpoint: http://gate.example.org:5030")
                .with("oned_conf: { LOG: { DEBUG_LEVEL: 5 } }");
    }

    @Test
    void everyPlanThatMakesAServerNamesWhatItDoesNotApply() {
        String sentence = "oneha does not apply these variables of the inventory: features.ceph, ssl";
        assertThat(notices(with(joins()))).contains(sentence);
        assertThat(notices(with(Scene.wants("n1a1", "n1a2", "n1a3")))).contains(sentence);
        assertThat(notices(joins())).noneMatch(notice -> notice.contains("does not apply"));
    }

    @Test
    void aFirstServerIsToldItsSettingsAndAJoinThatTheyAreTheLeaders() {
        Plan first = (Plan) with(Scene.wants("n1a1", "n1a2", "n1a3")).decides(Intent.CONVERGE);
        Step hooks = first.steps().stream()
                .filter(step -> step.spec() instanceof StepSpec.Hooks)
                .findFirst()
                .orElseThrow();
        assertThat(hooks.text().runs())
                .contains(
                        "ONEGATE_ENDPOINT = http://gate.example.org:5030 in oned.conf",
                        "LOG = [ DEBUG_LEVEL = 5 ] in oned.conf");
        assertThat(first.notices()).noneMatch(notice -> notice.contains("leader's oned.conf"));
        assertThat(notices(with(joins())))
                .contains(
                        "a server that joins gets the leader's oned.conf as it is: this plan does not write oned_conf and"
                                + " gate_endpoint of the inventory");
    }

    @Test
    void anotherSettingIsAnotherPlan() {
        Plan one = (Plan)
                Scene.wants("n1a1", "n1a2", "n1a3").with("oned_conf: { A: 1 }").decides(Intent.CONVERGE);
        Plan two = (Plan)
                Scene.wants("n1a1", "n1a2", "n1a3").with("oned_conf: { A: 2 }").decides(Intent.CONVERGE);
        assertThat(one.fingerprint()).isNotEqualTo(two.fingerprint());
    }

    @Test
    void anotherSecretSettingIsAnotherPlan() {
        assertThat(secretly("one").fingerprint()).isNotEqualTo(secretly("two").fingerprint());
        assertThat(secretly("one").fingerprint()).isEqualTo(secretly("one").fingerprint());
        assertThat(secretly("hidden-one").toString()).doesNotContain("hidden-one");
    }

    private static Plan secretly(String value) {
        return (Plan) Scene.wants("n1a1", "n1a2", "n1a3")
                .with("oned_conf: { A: '{{ its_password }}' }")
                .with("its_password: " + value)
                .decides(Intent.CONVERGE);
    }

    @Test
    void thePackageSourceOfTheInventoryIsInThePlanWithItsKeyAndWithoutItsToken() {
        Plan plan = (Plan) joins().with("one_version: '7.0'")
                .with("one_token: user:se-cret")
                .decides(Intent.CONVERGE);
        assertThat(plan.steps().get(1).text().runs().get(1))
                .isEqualTo("the inventory's is OpenNebula's package source for version 7.0,"
                        + " https://enterprise.opennebula.io/repo/7.0, trusted by the key at"
                        + " https://downloads.opennebula.io/repo/repo2.key, its login in a file of its own that root"
                        + " alone reads");
        assertThat(plan.toString()).doesNotContain("se-cret");
    }

    @Test
    void whoseKeyIsTrustedAndWhetherNoneIsLookedAtIsInThePlan() {
        String mirror = "opennebula_repo_url: { Debian: 'https://user:se-cret@repo.example.org/7.0' }";
        Plan keyed = (Plan) joins().with(mirror)
                .with("opennebula_repo_key_url: { Debian: 'https://repo.example.org/own.key' }")
                .decides(Intent.CONVERGE);
        assertThat(keyed.steps().get(1).text().runs().get(1))
                .isEqualTo("the inventory's is OpenNebula's package source"
                        + " https://repo.example.org/7.0 (Debian), trusted by the key at"
                        + " https://repo.example.org/own.key (Debian) or https://downloads.opennebula.io/repo/repo2.key"
                        + " (others)");
        Plan blind = (Plan)
                joins().with(mirror).with("opennebula_repo_force_trusted: true").decides(Intent.CONVERGE);
        assertThat(blind.steps().get(1).text().runs().get(1))
                .endsWith("https://repo.example.org/7.0 (Debian), whose signatures are not checked");
        assertThat(blind.fingerprint()).isNotEqualTo(keyed.fingerprint());
        assertThat(keyed.toString() + blind).doesNotContain("se-cret");
    }
}
