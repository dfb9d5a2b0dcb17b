package io.oneha.ssh.route;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What becomes of each keyword of ssh_config. Source: OpenSSH 9.2 to 10, readconf.c. */
final class Keywords {
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "identityfile2", "identityfile",
            "smartcarddevice", "pkcs11provider",
            "pubkeyacceptedkeytypes", "pubkeyacceptedalgorithms",
            "dsaauthentication", "pubkeyauthentication");

    /** Understood and done. */
    private static final Set<String> FOLLOWED = words(
            """
            batchmode connecttimeout globalknownhostsfile hostkeyalias hostname identitiesonly identityagent identityfile
            ignoreunknown passwordauthentication port preferredauthentications proxycommand proxyjump refuseconnection
            stricthostkeychecking tag user userknownhostsfile
            """);

    /** Not done, and it could be missed: a note tells so unless its value switches it off. */
    private static final Set<String> MISSED = words(
            """
            addressfamily bindaddress bindinterface canonicalizehostname canonicalizepermittedcnames casignaturealgorithms
            certificatefile checkhostip ciphers hostbasedauthentication hostkeyalgorithms kexalgorithms knownhostscommand
            macs nohostauthenticationforlocalhost pkcs11provider proxyusefdpass pubkeyacceptedalgorithms
            pubkeyauthentication requiredrsasize revokedhostkeys securitykeyprovider verifyhostkeydns
            """);

    /** Does not matter here, or oneha has its own way. */
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

    private static final Set<String> HARMLESS = Set.of("no", "false", "none", "any");

    private Keywords() {}

    /** Whether ssh knows a keyword, which is in lower case. */
    static boolean isKnown(String keyword) {
        return Stream.of(FOLLOWED, MISSED, IGNORED).anyMatch(known -> known.contains(name(keyword)));
    }

    /** Its present name. */
    static String name(String keyword) {
        return OTHER_NAMES.getOrDefault(keyword, keyword);
    }

    /** Whether a setting that is not followed changes something. */
    static boolean isMissed(Setting setting) {
        boolean isOff = HARMLESS.stream().anyMatch(setting::is);
        // Of these only this one is on where nothing is said.
        boolean isUsuallyOn = setting.keyword().equals("pubkeyauthentication");
        return MISSED.contains(setting.keyword()) && isOff == isUsuallyOn;
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
