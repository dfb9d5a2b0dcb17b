package io.oneha.observe.host;

import io.oneha.base.IpAddress;
import io.oneha.base.Text;
import io.oneha.observe.host.HostFacts.Datastore;
import io.oneha.observe.host.HostFacts.Disk;
import io.oneha.observe.host.HostFacts.OnedConf;
import io.oneha.observe.host.HostFacts.OperatingSystem;
import io.oneha.observe.host.HostFacts.Peer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer of {@link FactsScript} as facts. Strict: an answer that is cut, or holds anything the script does not print, is
 * refused whole, so that what is shown was read and not guessed. All text is cleaned for the terminal here.
 */
public final class FactsParser {
    private static final int MAX_UNSEEN = 100;
    private static final int MAX_LOG = 20;
    private static final Pattern LOGIN = Pattern.compile("([0-9]{1,10}) (.+)");
    private static final Pattern OS = Pattern.compile("(ID|VERSION_ID|PRETTY_NAME)=(.*)");
    private static final Pattern DISK =
            Pattern.compile("([^\\t]+)\\t.* ([0-9]{1,15}) +[0-9]{1,15} +(-?[0-9]{1,15}) +(?:-|[0-9]{1,5}%) (/.*)");
    private static final Pattern DATASTORE =
            Pattern.compile("([0-9]{1,9})\\t([01])\\t(/[^\\t]*)\\t([^\\t]*)\\t([^\\t]*)");
    private static final Pattern PEER = Pattern.compile("([^ ]+)(?: address ([^ ]+)| port (22|2633))?");
    private static final int KIB = 1024;

    private final FactsAnswer answer;
    private final List<String> unseen = new ArrayList<>();

    private FactsParser(FactsAnswer answer) {
        this.answer = answer;
    }

    /**
     * Reads an answer.
     *
     * @param output what the script printed
     * @param askedAt our clock when it was sent off, in milliseconds since the epoch
     * @param answeredAt our clock when all of it was here
     * @throws MalformedFactsException it is not the script's whole answer; the message says what is wrong with it
     */
    public static HostFacts parse(byte[] output, long askedAt, long answeredAt) {
        return new FactsParser(FactsAnswer.read(output)).facts(askedAt, answeredAt);
    }

    private HostFacts facts(long askedAt, long answeredAt) {
        answer.all("unseen").stream().limit(MAX_UNSEEN).map(Text::clean).forEach(unseen::add);
        Matcher login = matched(LOGIN, answer.needed("login"), "login");
        Clock clock = Clock.between(askedAt, answer.needed("clock"), answer.needed("end"), answeredAt);
        FileSums sums = FileSums.of(answer.all("sum"), answer.all("remote"));
        List<NicAddress> addresses =
                answer.all("address").isEmpty() ? List.of() : Addresses.parse(answer.text("address"));
        Optional<OnedConf> oned = seen("oned.conf", text -> Optional.of(OnedConfReader.read(text)));
        Optional<String> monitorAddress = seen("monitord.conf", OnedConfReader::monitorAddress);
        return new HostFacts(
                Text.clean(answer.needed("hostname")),
                Text.clean(login.group(2)),
                login.group(1).equals("0"),
                List.copyOf(unseen),
                addresses,
                UnitStates.read(answer.all("unit")),
                oned,
                monitorAddress,
                answer.one("package").map(Text::clean).filter(version -> !version.isBlank()),
                os(),
                Optional.of(clock.offset()),
                clock.error(),
                answer.all("disk").stream().map(FactsParser::disk).toList(),
                answer.all("datastore").stream().map(FactsParser::datastore).toList(),
                sums.config(),
                sums.auth(),
                sums.ssh(),
                sums.drivers(),
                DatabaseAnswer.read(answer),
                log(),
                peers(),
                RunMark.read(answer.all("run")),
                answer.one("oned").filter("hangs"::equals).isPresent());
    }

    /** A file's text read; of a text that was there and makes no sense, why not is kept. */
    private <T> Optional<T> seen(String file, Function<String, Optional<T>> reader) {
        if (answer.all(file).isEmpty()) {
            return Optional.empty();
        }
        try {
            return reader.apply(answer.text(file));
        } catch (MalformedFactsException e) {
            throw new MalformedFactsException(file + " in the answer: " + e.getMessage());
        }
    }

    private OperatingSystem os() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : answer.all("os")) {
            Matcher matcher = matched(OS, line, "os");
            values.put(matcher.group(1), Text.clean(unquoted(matcher.group(2).strip()), 100));
        }
        return new OperatingSystem(
                values.getOrDefault("ID", ""),
                values.getOrDefault("VERSION_ID", ""),
                values.getOrDefault("PRETTY_NAME", ""));
    }

    /** A value of os-release, which is written as for a shell. */
    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(0) == value.charAt(value.length() - 1);
        if (!quoted) {
            return value;
        }
        String inner = value.substring(1, value.length() - 1);
        return value.charAt(0) == '"' ? inner.replaceAll("\\\\([\"$`\\\\])", "$1") : inner;
    }

    private static Disk disk(String line) {
        Matcher matcher = matched(DISK, line, "disk");
        return new Disk(
                Text.clean(matcher.group(1)),
                Text.clean(matcher.group(4)),
                Long.parseLong(matcher.group(2)) * KIB,
                Math.max(0, Long.parseLong(matcher.group(3))) * KIB);
    }

    private static Datastore datastore(String line) {
        Matcher matcher = matched(DATASTORE, line, "datastore");
        return new Datastore(
                Integer.parseInt(matcher.group(1)),
                Text.clean(matcher.group(3)),
                Text.clean(matcher.group(4)),
                Text.clean(matcher.group(5)),
                matcher.group(2).equals("1"));
    }

    private List<String> log() {
        List<String> lines = answer.all("log").stream().map(Text::clean).toList();
        return List.copyOf(lines.subList(Math.max(0, lines.size() - MAX_LOG), lines.size()));
    }

    private List<Peer> peers() {
        Map<String, Peer> peers = new LinkedHashMap<>();
        for (String line : answer.all("peer")) {
            Matcher matcher = matched(PEER, line, "peer");
            String name = Text.clean(matcher.group(1));
            Peer old = peers.getOrDefault(name, new Peer(name, Optional.empty(), false, false));
            peers.put(
                    name,
                    new Peer(
                            name,
                            matcher.group(2) == null
                                    ? old.address()
                                    : IpAddress.parse(matcher.group(2)).map(IpAddress::toString),
                            old.ssh() || "22".equals(matcher.group(3)),
                            old.oned() || "2633".equals(matcher.group(3))));
        }
        return List.copyOf(peers.values());
    }

    static Matcher matched(Pattern pattern, String line, String tag) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new MalformedFactsException("not understood in the answer: " + tag + " " + Text.clean(line, 100));
        }
        return matcher;
    }
}
