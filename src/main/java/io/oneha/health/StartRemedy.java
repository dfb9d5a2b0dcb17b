package io.oneha.health;

import io.oneha.observe.ServerView;
import java.util.List;

/** How a server that is down is started; never one whose SERVER_ID is not the pool's, which would run on its own. */
final class StartRemedy {
    private StartRemedy() {}

    /** For one server. */
    static String of(RuleInput picture, ServerView view) {
        if (ServerIdRules.isWrong(picture, view)) {
            return "do not start oned on " + view.name() + ", it would not be server "
                    + view.server().id() + " of the zone: " + finish(view);
        }
        return "`systemctl start opennebula` on " + view.name() + provided(picture, view);
    }

    /** For those of several that may be started. */
    static String of(RuleInput picture, List<ServerView> views) {
        List<ServerView> own = own(picture, views);
        return own.isEmpty()
                ? finish(views.get(0))
                : "`systemctl start opennebula` on " + Phrases.list(Phrases.names(own)) + provided(picture, own);
    }

    /** For those of several that may be started, where that is all that is to be done. */
    static String of(RuleInput picture, List<ServerView> views, String some) {
        List<ServerView> own = own(picture, views);
        return own.isEmpty()
                ? finish(views.get(0))
                : "bring back " + some + Phrases.list(Phrases.names(own)) + ": `systemctl start opennebula` there"
                        + provided(picture, own);
    }

    /** What stands before the way by hand where a start does not cure a server; nothing where its name may not stand in a command. */
    static String recovery(String name) {
        return Phrases.isPlain(name) ? "`oneha recover " + name + "`, or by hand: " : "";
    }

    private static List<ServerView> own(RuleInput picture, List<ServerView> views) {
        return views.stream()
                .filter(view -> !ServerIdRules.isWrong(picture, view))
                .toList();
    }

    private static String provided(RuleInput picture, List<ServerView> own) {
        boolean known = own.stream().allMatch(view -> provided(picture, view).isEmpty());
        return known ? "" : ", if SERVER_ID in its oned.conf is the zone's number for it";
    }

    private static String finish(ServerView view) {
        return "finish its join with `oneha apply`, or restore a fresh dump of the leader's database, set SERVER_ID = "
                + view.server().id() + " in its oned.conf, and start it then";
    }

    private static String provided(RuleInput picture, ServerView view) {
        return ServerIdRules.configured(picture, view).isPresent()
                ? ""
                : ", if SERVER_ID in its oned.conf is " + view.server().id();
    }
}
