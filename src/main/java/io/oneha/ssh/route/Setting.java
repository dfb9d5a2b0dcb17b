package io.oneha.ssh.route;

import java.util.List;

/**
 * A keyword of ssh_config with its value.
 *
 * @param keyword in lower case, as its place has it
 * @param words the value, split as ssh splits it
 * @param text the value as it stands
 * @param place where
 */
record Setting(String keyword, List<String> words, String text, ConfigLine place) {
    /** A setting that comes from elsewhere than a line of text. */
    static Setting of(String keyword, String value, ConfigLine place) {
        return new Setting(keyword, List.of(value), value, place);
    }

    String word() {
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw place.fault(keyword + " has no value");
        }
        if (words.size() > 1) {
            throw place.fault(keyword + " has more than one value");
        }
        return words.get(0);
    }

    /** Whether its one word is this one, in any case. */
    boolean is(String word) {
        return words.size() == 1 && words.get(0).equalsIgnoreCase(word);
    }
}
