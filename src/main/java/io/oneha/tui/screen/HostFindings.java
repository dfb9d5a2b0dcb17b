package io.oneha.tui.screen;

import io.oneha.health.Finding;
import io.oneha.health.FindingCode;
import io.oneha.observe.ServerView;
import io.oneha.tui.model.Model;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the verdict has found of one server: what it finds fault with is marked where it stands, and nothing else is.
 *
 * @param findings those whose subject the server is
 */
record HostFindings(List<Finding> findings) {
    static HostFindings of(Model model, ServerView server) {
        return new HostFindings(model.watch().verdict().findings().stream()
                .filter(finding -> finding.subject().equals(server.name()))
                .toList());
    }

    /** Whether there is one of a kind that names something: a unit, a path. */
    boolean name(FindingCode code, String thing) {
        return findings.stream().anyMatch(finding -> finding.code() == code && names(finding.reason(), thing));
    }

    /** Whether a text names something by its whole name, and not another whose name only begins or ends alike. */
    static boolean names(String text, String thing) {
        return Pattern.compile("(?<![\\w./-])" + Pattern.quote(thing) + "(?![\\w/-]|\\.\\w)")
                .matcher(text)
                .find();
    }
}
