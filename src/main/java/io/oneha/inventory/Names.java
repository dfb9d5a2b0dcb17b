package io.oneha.inventory;

/** Which texts may go into a command line, a configuration file or a URL later. */
final class Names {
    /** IFNAMSIZ of Linux (if.h), without its closing zero. */
    private static final int MAX_INTERFACE = 15;

    private static final int MAX_USER = 80;
    private static final int MAX_DATABASE = 64;
    private static final int MAX_ZONE = 128;
    private static final int MAX_PATH = 4096;

    private Names() {}

    static boolean isNumber(String text) {
        return !text.isEmpty() && only(text, "0123456789");
    }

    static boolean isInterface(String text) {
        return text.length() <= MAX_INTERFACE && isWord(text, "._-") && !text.equals(".") && !text.equals("..");
    }

    static boolean isUser(String text) {
        return text.length() <= MAX_USER && isWord(text, "._-@+");
    }

    static boolean isDatabase(String text) {
        return text.length() <= MAX_DATABASE && isWord(text, "_-");
    }

    /** A path, absolute or below oned's remotes, that cannot leave its folder. */
    static boolean isHook(String text) {
        return text.length() <= MAX_PATH && isWord(text, "._-/") && !("/" + text + "/").contains("/../");
    }

    /** OpenNebula's own rule for names of objects (PoolObjectSQL), and no backquote. */
    static boolean isZone(String text) {
        return !text.isBlank()
                && text.length() <= MAX_ZONE
                && isPrintable(text)
                && text.chars().noneMatch(c -> "&|:\\\";/'#{}$<>`".indexOf(c) >= 0);
    }

    /** A web address that can stand in a configuration file between quotes. */
    static boolean isUrl(String text) {
        return text.length() <= MAX_PATH
                && text.matches("https?://[!-~]+")
                && text.chars().noneMatch(c -> "\"'\\`<>${}|^".indexOf(c) >= 0);
    }

    /** One with a name, and perhaps a password, before its host. */
    static boolean hasLogin(String url) {
        return url.matches("https?://[^/]*@.*");
    }

    /** One whose answer nobody on the way can have changed, and that has no login in it. */
    static boolean isKeyUrl(String text) {
        return isUrl(text) && text.startsWith("https://") && !text.contains("@");
    }

    static boolean isVersion(String text) {
        return text.length() <= MAX_USER && isWord(text, "._~+-") && text.charAt(0) != '.';
    }

    /** A name in oned.conf. */
    static boolean isConfWord(String text) {
        return text.length() <= MAX_USER && text.matches("[A-Za-z][A-Za-z0-9_]*");
    }

    static boolean isPrintable(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    /** ASCII letters, digits and the extra characters; never like an option. */
    private static boolean isWord(String text, String extra) {
        return !text.isEmpty()
                && text.charAt(0) != '-'
                && only(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + extra);
    }

    private static boolean only(String text, String allowed) {
        return text.chars().allMatch(c -> allowed.indexOf(c) >= 0);
    }
}
