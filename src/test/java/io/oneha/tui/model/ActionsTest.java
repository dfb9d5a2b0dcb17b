package io.oneha.tui.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.term.Size;
import io.oneha.tui.ExtraCommand;
import io.oneha.tui.Scenes;
import io.oneha.tui.model.Key.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionsTest {
    private static final Size SIZE = new Size(80, 24);
    private static final Key ENTER = Key.of(Kind.ENTER);

    private final List<ExtraCommand> extras = Scenes.extras();
    private final Model model = Scenes.withExtras(extras, false, SIZE);

    @Test
    void noKeyAndNoNameMeansTwoThings() {
        List<Key> keys = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (Action action : Actions.table(model)) {
            keys.addAll(action.keys());
            ids.add(action.id());
        }

        assertThat(keys).doesNotHaveDuplicates();
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void everyChangeIsThereAndOneThatCannotBeUsedSaysWhy() {
        List<Action> changes = Actions.menu(model).stream()
                .filter(action -> action.group() == Action.Group.CHANGE)
                .toList();

        assertThat(changes)
                .filteredOn(action -> action.off().apply(model).isEmpty())
                .extracting(Action::id)
                .containsExactly("scale-up", "force-ha", "deploy", "restart", "restart-server");
        assertThat(changes)
                .filteredOn(action -> action.off().apply(model).isPresent()
                        && !List.of("switchover", "drill", "recover", "fix").contains(action.id()))
                .allSatisfy(action -> assertThat(reason(action, model)).contains("not in this release"));
    }

    private static String reason(Action action, Model now) {
        return action.off().apply(now).orElseThrow();
    }

    @Test
    void withReadOnlyTheReasonIsTheOption() {
        Model readOnly = Scenes.withExtras(List.of(), true, SIZE);

        assertThat(Actions.named(readOnly, "deploy").orElseThrow().off().apply(readOnly))
                .hasValueSatisfying(reason -> assertThat(reason).contains("--read-only"));
    }

    @Test
    void aChangeChosenInTheMenuTellsItsReasonAndDoesNothing() {
        Model menu = Scenes.press(model, Key.of('a'), Key.of('G'), Key.of('k'));
        Transition chosen = Update.apply(menu, new Message.Pressed(ENTER));

        assertThat(menu.view().kind()).isEqualTo(View.Kind.MENU);
        assertThat(chosen.effects()).isEmpty();
        assertThat(chosen.model().place().isHome()).isTrue();
        assertThat(chosen.model().notice()).hasValueSatisfying(notice -> assertThat(notice.text())
                .contains("Remove a front-end", "not in this release"));
    }

    @Test
    void aKeyOfAnExtraCommandRunsItOnTheSelectedServer() {
        Model selected = Scenes.press(model, Key.of('j'));

        assertThat(Update.apply(selected, new Message.Pressed(Key.of('K'))).effects())
                .containsExactly(new Effect.Run(extras.get(0), List.of("server-1")));
    }

    @Test
    void inDetailsItRunsOnTheServerThatIsShown() {
        Model open = Scenes.press(model, Key.of('G'), ENTER);

        assertThat(Update.apply(open, new Message.Pressed(Key.of('K'))).effects())
                .containsExactly(new Effect.Run(extras.get(0), List.of("server-2")));
    }

    @Test
    void typedCommandsRunWithTheirArguments() {
        Model typed = Scenes.type(model, ":partition  server-0 server-1 ");

        assertThat(Update.apply(typed, new Message.Pressed(ENTER)).effects())
                .containsExactly(new Effect.Run(extras.get(1), List.of("server-0", "server-1")));
    }

    @Test
    void actionsCanBeTypedByName() {
        Model help = Scenes.press(Scenes.type(model, ":help"), ENTER);
        Model server = Scenes.press(Scenes.type(model, ":server server-2"), ENTER);
        Model filtered = Scenes.press(Scenes.type(model, ":filter server-1"), ENTER);

        assertThat(help.view().kind()).isEqualTo(View.Kind.HELP);
        assertThat(server.view().kind()).isEqualTo(View.Kind.SERVER);
        assertThat(filtered.filter()).isEqualTo("server-1");
    }

    @Test
    void whatIsNoCommandIsToldSo() {
        Model typed = Scenes.press(Scenes.type(model, ":frobnicate now"), ENTER);

        assertThat(typed.notice()).hasValueSatisfying(notice -> {
            assertThat(notice.isError()).isTrue();
            assertThat(notice.text()).contains("frobnicate");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ":stop|stop the run at the next safe place: there is no run",
                ":run|the run: its steps, or how it ended: there is no run",
                ":quit now|:quit takes no arguments, and was given now",
                ":help me  please|:help takes no arguments, and was given me please",
                ":deploy n1a2|:deploy takes no arguments, and was given n1a2",
                ":stop n1a2|:stop takes no arguments, and was given n1a2",
                ":server|:server wants the name of a server",
                ":server server-0 server-1|no server server-0 server-1"
            })
    void aLineThatIsNotUnderstoodIsToldSoAndDoesNothing(String line, String told) {
        Transition typed = Update.apply(Scenes.type(model, line), new Message.Pressed(ENTER));

        assertThat(typed.effects()).isEmpty();
        assertThat(typed.model().place().isHome()).isTrue();
        assertThat(typed.model().notice()).hasValueSatisfying(notice -> {
            assertThat(notice.isError()).isTrue();
            assertThat(notice.text()).isEqualTo(told);
        });
    }

    @Test
    void tabCompletesNamesThenArguments() {
        Model name = Scenes.press(Scenes.type(model, ":par"), Key.of(Kind.TAB));
        Model argument = Scenes.press(Scenes.type(name, " serv"), Key.of(Kind.TAB));
        Model whole = Scenes.press(argument, Key.of(Kind.TAB));

        assertThat(text(name)).isEqualTo("partition");
        assertThat(text(argument)).isEqualTo("partition server-");
        assertThat(text(whole)).isEqualTo("partition server-0");
        assertThat(Commands.completions(model, "partition server-0 server-"))
                .containsExactly(
                        "partition server-0 server-0", "partition server-0 server-1", "partition server-0 server-2");
    }

    @Test
    void upAndDownRecallCommandsTypedBefore() {
        Model typed = Scenes.press(Scenes.type(model, ":time"), ENTER);
        typed = Scenes.press(Scenes.type(typed, ":help"), ENTER);
        typed = Scenes.press(typed, Key.of(':'), Key.of(Kind.UP));

        assertThat(text(typed)).isEqualTo("help");
        assertThat(text(Scenes.press(typed, Key.of(Kind.UP)))).isEqualTo("time");
        assertThat(text(Scenes.press(typed, Key.of(Kind.UP), Key.of(Kind.UP)))).isEqualTo("time");
        assertThat(text(Scenes.press(typed, Key.of(Kind.DOWN)))).isEmpty();
    }

    private static String text(Model model) {
        return model.typing().prompt().orElseThrow().text();
    }
}
