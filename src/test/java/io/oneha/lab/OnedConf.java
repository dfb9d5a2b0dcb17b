package io.oneha.lab;

/** A front-end's oned.conf: the recorded one with what differs from host to host. */
final class OnedConf {
    private OnedConf() {}

    /** The recorded text with this host's SERVER_ID (-1: solo and without hooks), database password, hooks and raft times. */
    static String of(String recorded, int serverId, LabPlan plan) {
        String text = replaced(recorded, "(SERVER_ID\\s*=\\s*)-?\\d+", "$1" + serverId);
        text = replaced(text, "(PASSWD\\s*=\\s*)\"[^\"]*\"", "$1\"" + Lab.DATABASE_PASSWORD + "\"");
        for (String role : new String[] {"LEADER", "FOLLOWER"}) {
            String hook = "RAFT_" + role + "_HOOK = [\n     COMMAND = \"raft/vip.sh\",\n     ARGUMENTS = \""
                    + role.toLowerCase(java.util.Locale.ROOT) + " eth0 " + plan.vip() + "\"\n]\n";
            text = replaced(text, "RAFT_" + role + "_HOOK = \\[[^\\]]*\\]\n", serverId >= 0 ? hook : "");
        }
        for (String setting : plan.raft()) {
            String[] pair = setting.split("=");
            text = replaced(text, "(\\b" + pair[0] + "\\s*=\\s*)\\d+", "$1" + pair[1]);
        }
        return text;
    }

    private static String replaced(String text, String pattern, String by) {
        String after = text.replaceFirst(pattern, by);
        if (after.equals(text) && !text.matches("(?s).*" + pattern + ".*")) {
            throw new IllegalStateException("the recorded oned.conf has no " + pattern);
        }
        return after;
    }
}
