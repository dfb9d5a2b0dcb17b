package io.oneha.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.look.Report;
import io.oneha.inventory.Inventory;
import io.oneha.inventory.InventoryReader;
import io.oneha.observe.Snapshot;
import io.oneha.observe.Target;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A virtual address that only Ansible could work out is told as not known, with the reason. */
class VipUnknownTest {
    private static final String REASON =
            "hosts.yml:3: one_vip is a Jinja expression, which only Ansible can evaluate; ";

    @Test
    void theReasonStandsWhereTheAddressWould() {
        assertThat(Samples.print(new StatusTable(TextColours.NONE), report())).contains("not known: " + REASON);
        assertThat(Samples.print(Document::json, report()))
                .contains("\"vip\":null,\"vipUnknown\":\"" + REASON)
                .doesNotContain("\n{");
    }

    private static Report report() {
        String text = "frontend:\n  vars:\n    one_vip: '{{ lookup(\"env\", \"VIP\") }}'\n    one_vip_cidr: 24\n"
                + "    one_vip_if: eth0\n  hosts: { server-0: , server-1: }\n";
        Inventory inventory = InventoryReader.read(
                "hosts.yml", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Optional::empty);
        Report healthy = Samples.healthy();
        Snapshot seen = healthy.snapshot();
        Target target = new Target("hosts.yml", List.of(), Optional.of(inventory), Optional.empty());
        Snapshot snapshot = new Snapshot(
                seen.observedAt(),
                target,
                seen.zone(),
                seen.servers(),
                seen.settings(),
                seen.version(),
                Optional.empty(),
                seen.missing(),
                seen.deadline());
        return new Report(snapshot, healthy.verdict(), healthy.servers());
    }
}
