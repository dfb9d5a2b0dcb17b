package io.oneha.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How one host's files differ from another's, by their checksums.
 *
 * @param different paths that both have, with different contents
 * @param missing paths that only the other has
 * @param extra paths that only this one has
 */
record SumDifferences(List<String> different, List<String> missing, List<String> extra) {
    /** As many names as a line bears. */
    private static final int NAMES = 3;

    /** No difference. */
    static final SumDifferences NONE = new SumDifferences(List.of(), List.of(), List.of());

    /**
     * @param theirs the other's checksums by path
     * @param ours this host's
     * @param which the paths that have to be equal
     * @param complete whether all files of both could be read, so that what is not there is missing
     */
    static SumDifferences between(
            Map<String, String> theirs, Map<String, String> ours, Predicate<String> which, boolean complete) {
        return new SumDifferences(
                paths(
                        theirs,
                        which,
                        path -> ours.containsKey(path) && !ours.get(path).equals(theirs.get(path))),
                paths(theirs, which, path -> complete && !ours.containsKey(path)),
                paths(ours, which, path -> complete && !theirs.containsKey(path)));
    }

    private static List<String> paths(Map<String, String> sums, Predicate<String> which, Predicate<String> differs) {
        return sums.keySet().stream().filter(which).filter(differs).sorted().toList();
    }

    int count() {
        return different.size() + missing.size() + extra.size();
    }

    /** Whether a path is among what differs. */
    boolean has(String path) {
        return different.contains(path) || missing.contains(path) || extra.contains(path);
    }

    /** One part each for what differs, is missing and is there only, with paths below a folder; the first after a start. */
    List<String> parts(String start, String folder) {
        List<String> parts = new ArrayList<>();
        part(parts, "", different, folder);
        part(parts, "missing: ", missing, folder);
        part(parts, "only here: ", extra, folder);
        parts.set(0, start + parts.get(0));
        return parts;
    }

    private static void part(List<String> parts, String start, List<String> paths, String folder) {
        if (!paths.isEmpty()) {
            parts.add(start + Phrases.some(below(paths, folder), NAMES));
        }
    }

    /** The first path that another host has, for a command. */
    String example() {
        return different.isEmpty() ? missing.isEmpty() ? extra.get(0) : missing.get(0) : different.get(0);
    }

    private static List<String> below(List<String> paths, String folder) {
        return paths.stream()
                .map(path -> path.startsWith(folder) ? path.substring(folder.length()) : path)
                .map(Phrases::name)
                .toList();
    }
}
