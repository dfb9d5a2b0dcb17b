package io.oneha.plan;

import io.oneha.inventory.DeploySettings.PackageRepository;
import java.util.ArrayList;
import java.util.List;

/** What plans say of the inventory's own package source. */
final class PackageSources {
    private PackageSources() {}

    static String orInventory(Observed seen) {
        return seen.inventory().deploy().repository().isPresent() ? ", or the inventory's does" : "";
    }

    static String undo(Observed seen) {
        return seen.inventory().deploy().repository().isPresent() ? ", and the package source if it was written" : "";
    }

    /** @param otherwise where else packages come from, before the step's last line */
    static List<String> runs(Observed seen, List<String> otherwise, String last) {
        List<String> runs = new ArrayList<>();
        seen.inventory()
                .deploy()
                .repository()
                .ifPresent(repository -> runs.add(
                        "where its own do not offer them: write OpenNebula's package source" + named(repository)));
        runs.addAll(otherwise);
        runs.add(last);
        return List.copyOf(runs);
    }

    private static String named(PackageRepository repository) {
        return repository.version().map(version -> " for version " + version).orElse("")
                + (repository.token().isPresent() ? ", its login in a file of its own that root alone reads" : "");
    }
}
