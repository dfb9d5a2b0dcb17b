package io.oneha.plan;

import io.oneha.inventory.DeploySettings.PackageRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What plans say of the inventory's own package source. */
public final class PackageSources {
    private PackageSources() {}

    /** From where; what the inventory says itself is for one distribution, and may have a login in it that is not shown. */
    private static String addresses(PackageRepository repository) {
        Map<String, String> urls = new TreeMap<>();
        repository.urls().forEach((family, url) -> urls.put(family, url.value().replaceFirst("//.*@", "//")));
        String all =
                byFamily(urls, repository.ownUrl(repository.token().isPresent()).orElse(""));
        return all.isEmpty() ? "" : (repository.version().isPresent() ? ", " : " ") + all;
    }

    private static String byFamily(Map<String, String> given, String otherwise) {
        List<String> all = new ArrayList<>();
        new TreeMap<>(given).forEach((family, url) -> all.add(url + " (" + family + ")"));
        if (!otherwise.isEmpty()) {
            all.add(otherwise + (all.isEmpty() ? "" : " (others)"));
        }
        return String.join(" or ", all);
    }

    /** What it is, fit to be shown. */
    public static String named(PackageRepository repository) {
        return repository.version().map(version -> " for version " + version).orElse("")
                + addresses(repository)
                + (repository.trusted()
                        ? ", whose signatures are not checked"
                        : ", trusted by the key at " + byFamily(repository.keyUrls(), PackageRepository.KEY))
                + (repository.token().isPresent() ? ", its login in a file of its own that root alone reads" : "");
    }
}
