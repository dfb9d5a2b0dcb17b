package io.oneha.base;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody meant who has mistyped a name. */
public final class Spelling {
    private static final int LEAST = 2;

    private Spelling() {}

    /** The name that was meant: one that begins with what was typed, or differs from it in a letter or two; empty when none is near. */
    public static Optional<String> nearest(String typed, Collection<String> names) {
        if (typed.length() < LEAST) {
            return Optional.empty();
        }
        return names.stream()
                .filter(name -> name.startsWith(typed))
                .sorted()
                .findFirst()
                .or(() -> names.stream()
                        .filter(name -> distance(typed, name) <= Math.min(2, typed.length() / 3))
                        .min(Comparator.comparingInt(name -> distance(typed, name))));
    }

    /** How many letters are to be put in, left out, changed, or swapped with the next one. */
    private static int distance(String one, String other) {
        int[][] costs = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                costs[i][j] = i == 0 || j == 0 ? i + j : cost(costs, one, other, i, j);
            }
        }
        return costs[one.length()][other.length()];
    }

    private static int cost(int[][] costs, String one, String other, int i, int j) {
        int differs = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int least = Math.min(costs[i - 1][j - 1] + differs, Math.min(costs[i - 1][j], costs[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(least, costs[i - 2][j - 2] + 1) : least;
    }
}
