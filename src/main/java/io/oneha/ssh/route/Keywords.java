package io.oneha.ssh.route;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What becomes of each keyword of ssh_config. Source: OpenSSH 9.2 to 10, readconf.c. */
final class Keywords {
    /** What becomes of a keyword. */
    enum Fate {
        /** Understood and done. */
        FOLLOWED,
        /** Not done, and it could be missed: a note tells so unless its value switches it off. */
        MISSED,
        /** Does not matter here, or oneha has its own way. */
        IGNORED
    }

    private static final Map<String, String> OTHER_NAMES = Map.of(
            "identityfile2", "identityfile",
            "smartcarddevice", "pkcs11provider",
            "pubkeyacceptedkeytypes", "pubkeyacceptedalgorithms",
            "dsaauthentication", "pubkeyauthentication");

    private static final Set<String> FOLLOWED = words(
            """
            batchmode connecttimeout globalknownhostsfile hostkeyalias hostname identitiesonly identityagent identityfile
            ignoreunknown passwordauthentication port preferredauthentications proxycommand proxyjump refuseconnection
            stricthostkeychecking tag user userknownhostsfile
            """);

    private static final Set<String> MISSED = words(
            """
            addressfamily bindaddress bindinterface canonicalizehostname canonicalizepermittedcnames casignaturealgorithms
            certificatefile checkhostip ciphers hostbasedauthentication hostkeyalgorithms kexalgorithms knownhostscommand
            macs nohostauthenticationforlocalhost pkcs11provider proxyusefdpass pubkeyacceptedalgorithms
            pubkeyauthentication requiredrsasize revokedhostkeys securitykeyprovider verifyhostkeydns
            """);

    private static final Set<String> IGNORED = words(
            """
            addkeystoagent afstokenpassing canonicaldomains canonicalizefallbacklocal canonicalizemaxdots
            challengeresponseauthentication channeltimeout cipher clearallforwardings compression compressionlevel
            connectionattempts controlmaster controlpath controlpersist dynamicforward enableescapecommandline
            enablesshkeysign escapechar exitonforwardfailure fallbacktorsh fingerprinthash forkafterauthentication
            forwardagent forwardx11 forwardx11timeout forwardx11trusted gatewayports globalknownhostsfile2
            gssapiauthentication gssapiclientidentity gssapidelegatecredentials gssapikexalgorithms gssapikeyexchange
            gssapirenewalforcesrekey gssapiserveridentity gssapitrustdns hashknownhosts hostbasedacceptedalgorithms
            hostbasedkeytypes ipqos kbdinteractiveauthentication kbdinteractivedevices keepalive kerberosauthentication
            kerberostgtpassing localcommand localforward logfacility loglevel logverbose numberofpasswordprompts
            obscurekeystroketiming permitlocalcommand permitremoteopen protocol protocolkeepalives rekeylimit remotecommand
            remoteforward requesttty rhostsauthentication rhostsrsaauthentication rsaauthentication sendenv
            serveralivecountmax serveraliveinterval sessiontype setenv setuptimeout skeyauthentication stdinnull
            streamlocalbindmask streamlocalbindunlink syslogfacility tcpkeepalive tisauthentication tunnel tunneldevice
            updatehostkeys useprivilegedport userknownhostsfile2 useroaming usersh versionaddendum visualhostkey
            warnweakcrypto xauthlocation
            """);

    private static final Map<String, Fate> FATES = Stream.of(
                    FOLLOWED.stream().map(k -> Map.entry(k, Fate.FOLLOWED)),
                    MISSED.stream().map(k -> Map.entry(k, Fate.MISSED)),
                    IGNORED.stream().map(k -> Map.entry(k, Fate.IGNORED)))
            .flatMap(Function.identity())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Set<String> HARMLESS = Set.of("no", "false", "none", "any");

    private Keywords() {}

    /** What becomes of a keyword in lower case; empty for one that ssh does not know either. */
    static Optional<Fate> fate(String keyword) {
        return Optional.ofNullable(FATES.get(name(keyword)));
    }

    /** Its present name. */
    static String name(String keyword) {
        return OTHER_NAMES.getOrDefault(keyword, keyword);
    }

    /** Whether a setting that is not followed changes something. */
    static boolean isMissed(Setting setting) {
        if (FATES.get(setting.keyword()) != Fate.MISSED) {
            return false;
        }
        boolean isNormalOn = setting.keyword().equals("pubkeyauthentication");
        boolean isOff = HARMLESS.stream().anyMatch(setting::is);
        return isNormalOn ? isOff : !isOff;
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
