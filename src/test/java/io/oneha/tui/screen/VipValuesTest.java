package io.oneha.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.Snapshot;
import io.oneha.observe.VipView;
import io.oneha.term.Size;
import io.oneha.tui.HostScenes;
import io.oneha.tui.Scenes;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.model.Message;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Update;
import io.oneha.tui.screen.ZoneValues.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who holds the virtual address, in words; server-0 leads. */
class VipValuesTest {
    private static final Size SIZE = new Size(80, 24);

    static Stream<Arguments> holders() {
        return Stream.of(
                Arguments.of(Optional.of(List.of("server-0")), List.of(), 1, "server-0", "server-0", Tone.TEXT),
                Arguments.of(
                        Optional.of(List.of("server-0")),
                        List.of(),
                        12,
                        "server-0, 12 s ago",
                        "server-0 12 s ago",
                        Tone.WARN),
                Arguments.of(
                        Optional.of(List.of("server-0")),
                        List.of("server-2"),
                        1,
                        "server-0, server-2 not seen",
                        "server-0",
                        Tone.TEXT),
                Arguments.of(
                        Optional.of(List.of("server-1")),
                        List.of(),
                        1,
                        "server-1, not the leader",
                        "server-1, wrong",
                        Tone.BAD),
                Arguments.of(
                        Optional.of(List.of("server-0", "server-2")),
                        List.of(),
                        1,
                        "split: server-0, server-2",
                        "split, on 2",
                        Tone.BAD),
                Arguments.of(Optional.of(List.of()), List.of(), 1, "nobody", "nobody", Tone.BAD),
                Arguments.of(
                        Optional.of(List.of()),
                        List.of("server-2"),
                        1,
                        "nobody that was seen, server-2 not seen",
                        "none seen",
                        Tone.WARN),
                Arguments.of(Optional.empty(), List.of("server-0"), 1, "unknown, no host seen", "unknown", Tone.WARN));
    }

    @ParameterizedTest
    @MethodSource("holders")
    void itIsSaidInWords(
            Optional<List<String>> holders, List<String> unseen, int age, String text, String brief, Tone tone) {
        Model model = HostScenes.healthy(SIZE);
        Snapshot seen = model.watch().latest().orElseThrow();
        VipView vip = new VipView("10.90.0.100/24", Optional.of("eth0"), holders, unseen, holders.map(any -> model.now()
                .minusSeconds(age)));

        assertThat(VipValues.holder(with(model, seen, Optional.of(vip))))
                .isEqualTo(new Value("Holder", text, brief, tone));
    }

    @Test
    void withoutSshNobodyLooked() {
        assertThat(VipValues.holder(Scenes.of("healthy", SIZE))).isEqualTo(Value.of("Holder", "unknown", Tone.DIM));
    }

    @Test
    void aSmallTerminalShowsTheAddressWhenItIsNotWhereItBelongs() {
        assertThat(ZoneValues.few(HostScenes.split(SIZE)))
                .extracting(Value::label)
                .contains("VIP");
        assertThat(ZoneValues.few(HostScenes.healthy(SIZE)))
                .extracting(Value::label)
                .doesNotContain("VIP");
    }

    private static Model with(Model model, Snapshot seen, Optional<VipView> vip) {
        Snapshot other = new Snapshot(
                seen.observedAt(),
                seen.target(),
                seen.zone(),
                seen.servers(),
                seen.settings(),
                seen.version(),
                vip,
                seen.missing(),
                seen.deadline());
        return Update.apply(model, new Message.Observed(other)).model();
    }
}
