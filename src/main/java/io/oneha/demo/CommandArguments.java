package io.oneha.demo;

import io.oneha.demo.sim.SimServer;
import io.oneha.demo.sim.SimZone;
import java.util.List;

/** A command's words, with one line for each way in which they can be off. */
record CommandArguments(String usage, List<String> words) {
    boolean has(int index) {
        return index < words.size();
    }

    String word(int index) {
        if (!has(index)) {
            throw wrong();
        }
        return words.get(index);
    }

    SimServer server(int index, SimZone zone) {
        return named(word(index), zone);
    }

    static SimServer named(String name, SimZone zone) {
        return zone.server(name).orElseThrow(() -> new IllegalArgumentException("no server is named " + name));
    }

    long number(int index, long missing, long least, long most) {
        return has(index) ? number(index, least, most) : missing;
    }

    long number(int index, long least, long most) {
        try {
            long number = Long.parseLong(word(index));
            require(number >= least && number <= most, word(index) + " is not between " + least + " and " + most);
            return number;
        } catch (NumberFormatException e) {
            throw wrong();
        }
    }

    IllegalArgumentException wrong() {
        return new IllegalArgumentException("usage: " + usage);
    }

    /** What a fault asks of the zone or a host. */
    static void require(boolean is, String otherwise) {
        if (!is) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
