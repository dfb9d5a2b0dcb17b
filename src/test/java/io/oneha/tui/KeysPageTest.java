package io.oneha.tui;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.term.Size;
import io.oneha.tui.model.Action;
import io.oneha.tui.model.Actions;
import io.oneha.tui.model.Key;
import io.oneha.tui.model.Model;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/keys.md is written from the action table: with {@code -Doneha.golden=write} anew, otherwise it must be as it would be. */
class KeysPageTest {
    private static final Path PAGE = Path.of("docs", "keys.md");

    @Test
    void thePageOfKeysSaysWhatTheActionTableSays() throws IOException {
        String page = page(Scenes.press(Scenes.withExtras(List.of(), false, new Size(80, 24)), Key.of('j')));
        if ("write".equals(System.getProperty("oneha.golden"))) {
            Files.writeString(PAGE, page, StandardCharsets.UTF_8);
        }

        assertThat(Files.readString(PAGE, StandardCharsets.UTF_8)).isEqualTo(page);
    }

    private static String page(Model model) {
        StringBuilder page = new StringBuilder("# Keys and commands of the dashboard\n\n");
        page.append(
                "Written from the table that drives keys, `?`, the action menu and `:` commands. Every action can also be\n");
        page.append("typed by its name after `:`, where Tab completes and Up recalls.\n");
        for (Action.Group group : Action.Group.values()) {
            List<Action> actions = Actions.table(model).stream()
                    .filter(action -> action.group() == group)
                    .toList();
            if (!actions.isEmpty()) {
                page.append("\n## ")
                        .append(group.title())
                        .append("\n| keys | name | what it does |\n| --- | --- | --- |\n");
                actions.forEach(action -> page.append(row(action, model)));
            }
        }
        page.append("\n## With an argument\n| command | what it does |\n| --- | --- |\n");
        page.append("| `:server NAME` | details of a server |\n| `:filter TEXT` | show only rows that hold TEXT |\n");
        page.append(
                "| `:switchover NAME [--no-config-change]` | plan that it leads |\n| `:drill NAME [--no-config-change]` |"
                        + " the same as an exercise, with a report |\n| `:restart NAME...` | plan to restart these servers |\n");
        return page.toString();
    }

    private static String row(Action action, Model model) {
        String keys = action.keys().stream()
                .map(Key::label)
                .map(label -> "`" + label + "`")
                .collect(Collectors.joining(" "));
        // That nothing is found in this zone is no news of the action.
        String off = action.off()
                .apply(model)
                .filter("not in this release"::equals)
                .map(reason -> " (" + reason + ")")
                .orElse("");
        return "| " + keys + " | " + action.id() + " | " + action.description() + off + " |\n";
    }
}
