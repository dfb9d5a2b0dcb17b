package io.oneha.serve.web;

import io.oneha.app.session.CommandException;
import io.oneha.serve.web.WebConfig.TlsFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a web configuration file: of exporter-toolkit's keys those that oneha has. What it does not have is refused, for a protection that
 * is written down and not there is worse than none.
 */
public final class WebConfigReader {
    private static final String TLS = "tls_server_config";
    private static final String USERS = "basic_auth_users";
    private static final String CERTIFICATE = "cert_file";
    private static final String KEY = "key_file";
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-5])\\$[./A-Za-z0-9]{53}");
    private static final int MOST_ALIASES = 10;

    private final Path file;

    private WebConfigReader(Path file) {
        this.file = file;
    }

    /**
     * Reads one; the files that it names are relative to its own folder.
     *
     * @throws CommandException it cannot be used; the message is one line: where, what, and what to do
     */
    public static WebConfig read(Path file) {
        return new WebConfigReader(file).read();
    }

    private WebConfig read() {
        Map<?, ?> top = map("the file", parsed(SecretFile.secret(file)));
        refuseOthers("", top, Set.of(TLS, USERS));
        return new WebConfig(tls(top), users(top));
    }

    private Object parsed(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .build();
        try {
            return new Load(settings).loadFromString(text);
        } catch (MarkedYamlEngineException e) {
            // The message of the parser quotes the line, which may hold a hash.
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw SecretFile.failed(file, "line " + line + " is not valid YAML; mend it");
        } catch (YamlEngineException e) {
            throw SecretFile.failed(file, "it is not valid YAML; mend it");
        }
    }

    private Optional<TlsFiles> tls(Map<?, ?> top) {
        if (top.get(TLS) == null) {
            return Optional.empty();
        }
        Map<?, ?> tls = map(TLS, top.get(TLS));
        refuseOthers(TLS + ".", tls, Set.of(CERTIFICATE, KEY));
        return Optional.of(new TlsFiles(path(tls, CERTIFICATE), path(tls, KEY)));
    }

    private Path path(Map<?, ?> tls, String name) {
        if (tls.get(name) instanceof String text && !text.isBlank()) {
            return file.resolveSibling(text);
        }
        throw SecretFile.failed(file, TLS + "." + name + " is missing; name a PEM file there");
    }

    private Map<String, String> users(Map<?, ?> top) {
        Map<String, String> users = new LinkedHashMap<>();
        if (top.get(USERS) == null) {
            return users;
        }
        map(USERS, top.get(USERS)).forEach((name, hash) -> {
            if (!(hash instanceof String text) || !BCRYPT.matcher(text).matches()) {
                throw SecretFile.failed(
                        file,
                        USERS + "." + name + " is no bcrypt hash with a cost of 4 to 15; `htpasswd -nBC 10 " + name
                                + "` prints one");
            }
            users.put(String.valueOf(name), text);
        });
        if (users.isEmpty()) {
            throw SecretFile.failed(file, USERS + " names no user, so nobody could ask; add one, or remove the key");
        }
        return users;
    }

    private Map<?, ?> map(String what, Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        if (value == null) {
            return Map.of();
        }
        throw SecretFile.failed(file, what + " is no list of keys with values; write \"key: value\"");
    }

    private void refuseOthers(String above, Map<?, ?> map, Set<String> known) {
        for (Object key : map.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                throw SecretFile.failed(
                        file,
                        "oneha has no " + above + key + "; it knows "
                                + String.join(
                                        " and ",
                                        List.copyOf(known).stream().sorted().toList()) + " here, so remove the key");
            }
        }
    }
}
