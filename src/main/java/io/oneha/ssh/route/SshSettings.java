package io.oneha.ssh.route;

import io.oneha.base.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is set for one host: of each keyword the first value, of keys all. */
final class SshSettings {
    private static final int MOST_KEYS = 100;

    private final Map<String, Setting> first = new LinkedHashMap<>();
    private final List<Setting> identityFiles = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    /** Takes a setting that applies to the host; a later one changes nothing where there is one already. */
    void offer(Setting given) {
        if (!Keywords.isKnown(given.keyword())) {
            unknown(given);
            return;
        }
        Setting setting = new Setting(Keywords.name(given.keyword()), given.words(), given.text(), given.place());
        switch (setting.keyword()) {
            case "identityfile" -> addIdentity(setting);
            case "proxyjump" -> offerJump(setting);
            case "refuseconnection" -> throw setting.place().fault("the connection is refused: " + setting.word());
            case "certificatefile" -> first.putIfAbsent(setting.keyword() + " " + setting.text(), setting);
            default -> first.putIfAbsent(setting.keyword(), setting);
        }
    }

    /** The first value of a keyword. */
    Optional<Setting> get(String keyword) {
        return Optional.ofNullable(first.get(keyword));
    }

    /** The first value of a keyword that has one word. */
    Optional<String> word(String keyword) {
        return get(keyword).map(Setting::word);
    }

    /** HostName, with {@code %h} for the host as it was given; or else that. */
    String givenHostName(String host) {
        return get("hostname")
                .map(setting -> Tokens.ofHost(host).expand(setting.word(), setting.place()))
                .orElse(host);
    }

    /** The same as ssh connects to it and looks it up in known_hosts: in lower case, an IPv6 address in its short form. */
    String hostName(String host) {
        String name = givenHostName(host).toLowerCase(Locale.ROOT);
        return IpAddress.parse(name).map(IpAddress::toString).orElse(name);
    }

    /** A yes or no; empty when it is not set. */
    Optional<Boolean> flag(String keyword) {
        return get(keyword).map(setting -> switch (setting.word().toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw setting.place().fault(keyword + " is neither yes nor no: " + setting.word());
        });
    }

    /** The keys, in order; {@code none} among them. Empty when no line names one. */
    List<Setting> identityFiles() {
        return List.copyOf(identityFiles);
    }

    void note(String note) {
        notes.add(note);
    }

    /** What was noted so far, and what is set and not followed. */
    List<String> notes() {
        Stream<String> missed = first.values().stream()
                .filter(Keywords::isMissed)
                .map(setting -> setting.place().note(setting.keyword() + " is not followed"));
        return Stream.concat(notes.stream(), missed).distinct().toList();
    }

    private void unknown(Setting setting) {
        boolean isIgnored = get("ignoreunknown")
                .filter(list ->
                        Wildcards.listMatches(setting.keyword(), list.word().toLowerCase(Locale.ROOT)))
                .isPresent();
        if (!isIgnored) {
            note(setting.place().note("ssh has no keyword " + setting.keyword()));
        }
    }

    private void addIdentity(Setting setting) {
        boolean isThere = identityFiles.stream()
                .anyMatch(other -> other.word().equals(setting.word())
                        && other.place().isUsers() == setting.place().isUsers());
        if (isThere) {
            return;
        }
        if (identityFiles.size() == MOST_KEYS) {
            throw setting.place().fault("more than " + MOST_KEYS + " keys");
        }
        identityFiles.add(setting);
    }

    /** A jump shuts out a later ProxyCommand, and an earlier one shuts it out; {@code none} only shuts out jumps. */
    private void offerJump(Setting setting) {
        if (setting.is("none")) {
            first.putIfAbsent(setting.keyword(), setting);
        } else if (!first.containsKey("proxyjump") && !first.containsKey("proxycommand")) {
            first.put("proxyjump", setting);
            first.put("proxycommand", Setting.of("proxycommand", "none", setting.place()));
        }
    }
}
