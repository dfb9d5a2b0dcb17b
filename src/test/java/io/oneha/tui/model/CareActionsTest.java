package io.oneha.tui.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Maintenance;
import io.oneha.term.Size;
import io.oneha.tui.ChangeScenes;
import io.oneha.tui.Scenes;
import io.oneha.tui.model.Key.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A zone of server-0, which leads, server-1 and server-2. */
class CareActionsTest {
    private static final Size SIZE = new Size(80, 24);
    private static final Key ENTER = Key.of(Kind.ENTER);

    private final Model model = Scenes.of("healthy", SIZE);

    @Test
    void theSelectedServerIsTheOneThatIsToLead() {
        Transition step = typed(Scenes.press(model, Key.of('j')), ":switchover");

        assertThat(step.model().view().kind()).isEqualTo(View.Kind.PLAN);
        assertThat(step.effects()).containsExactly(new Effect.Plan(ChangeRequest.switchover(Optional.of("server-1"))));
    }

    @Test
    void aDrillIsOfTheSelectedServerOrOfTheNamedOneInEitherWay() {
        assertThat(typed(Scenes.press(model, Key.of('j')), ":drill").effects())
                .containsExactly(new Effect.Plan(ChangeRequest.drill(Optional.of("server-1"), false)));
        assertThat(typed(model, ":drill server-2 --no-config-change").effects())
                .containsExactly(new Effect.Plan(ChangeRequest.drill(Optional.of("server-2"), true)));
        assertThat(typed(model, ":switchover server-2 --no-config-change").effects())
                .containsExactly(new Effect.Plan(ChangeRequest.plainSwitchover(Optional.of("server-2"))));
    }

    @Test
    void theMenuOverAServersDetailsIsAboutThatServer() {
        Model details = Scenes.press(model, Key.of('j'), Key.of('j'), ENTER, Key.of('a'));
        Action switchover = Actions.named(details, "switchover").orElseThrow();

        assertThat(switchover.off().apply(details)).isEmpty();
        assertThat(switchover.run(details).effects())
                .containsExactly(new Effect.Plan(ChangeRequest.switchover(Optional.of("server-2"))));
    }

    @Test
    void theSelectedServerIsTheOneThatIsRecoveredUnlessItLeads() {
        Action recover = Actions.named(model, "recover").orElseThrow();
        Model second = Scenes.press(model, Key.of('j'));

        assertThat(typed(second, ":recover").effects())
                .containsExactly(new Effect.Plan(ChangeRequest.recover("server-1")));
        assertThat(recover.off().apply(model))
                .hasValueSatisfying(reason -> assertThat(reason).contains("server-0 leads the zone"));
    }

    @ParameterizedTest
    @CsvSource({
        ":switchover, server-0 leads already",
        ":switchover server-0, server-0 leads already",
        ":drill, server-0 leads already",
        ":drill server-9 --no-config-change, no server server-9",
        ":restart server-1 --no-config-change, no server --no-config-change",
        ":switchover server-9, no server server-9",
        ":switchover server-1 server-2, it takes the one server",
        ":restart server-1 server-9, no server server-9"
    })
    void whatCannotBeIsToldAndNotPlanned(String line, String reason) {
        Transition step = typed(model, line);

        assertThat(step.effects()).isEmpty();
        assertThat(step.model().notice())
                .hasValueSatisfying(notice -> assertThat(notice.text()).contains(reason));
    }

    @Test
    void withoutALeaderThereIsNoneToTakeOverFrom() {
        Model leaderless = Scenes.press(Scenes.of("solo", SIZE), Key.of('j'));

        assertThat(Actions.named(leaderless, "switchover").orElseThrow().off().apply(leaderless))
                .hasValueSatisfying(reason -> assertThat(reason).contains("no server leads"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"switchover", "drill", "restart", "restart-server"})
    void duringARunAndWithReadOnlyNothingIsPlanned(String name) {
        Model running = ChangeScenes.started(SIZE);
        Model readOnly = Scenes.press(Scenes.withExtras(List.of(), true, SIZE), Key.of('j'));

        assertThat(reason(running, name)).contains("a run is under way");
        assertThat(reason(readOnly, name)).contains("--read-only");
        assertThat(typed(readOnly, ":restart server-1").effects()).isEmpty();
    }

    @Test
    void allServersTheSelectedOneOrThoseThatAreNamedAreRestarted() {
        Model second = Scenes.press(model, Key.of('j'));

        assertThat(typed(second, ":restart").effects()).containsExactly(restart());
        assertThat(typed(second, ":restart-server").effects()).containsExactly(restart("server-1"));
        assertThat(typed(second, ":restart server-2 server-0").effects())
                .containsExactly(restart("server-2", "server-0"));
    }

    @ParameterizedTest
    @CsvSource({
        "switchover server-, switchover server-0",
        "restart server-1 server-, restart server-1 server-0",
        "resta, restart"
    })
    void namesAreCompleted(String typed, String completed) {
        assertThat(Commands.completions(model, typed)).first().isEqualTo(completed);
    }

    private static Effect restart(String... servers) {
        return new Effect.Plan(ChangeRequest.restart(List.of(servers), Maintenance.NONE));
    }

    private static String reason(Model now, String name) {
        return Actions.named(now, name).orElseThrow().off().apply(now).orElseThrow();
    }

    private static Transition typed(Model now, String line) {
        return Update.apply(Scenes.type(now, line), new Message.Pressed(ENTER));
    }
}
