package io.oneha.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NamesTest {
    private static final String[] NEVER = {
        "",
        " ",
        "-x",
        "a b",
        "a;b",
        "a$b",
        "a`b",
        "a'b",
        "a\"b",
        "a|b",
        "a&b",
        "a\nb",
        "a\\b",
        "a>b",
        "a(b",
        "ä",
        "a\u202eb",
        "a\u0000"
    };

    @ParameterizedTest
    @MethodSource("accepted")
    void whatIsUsedInPracticeIsAccepted(Predicate<String> rule, String text) {
        assertThat(rule.test(text)).isTrue();
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                        of(
                                Names::isInterface,
                                "eth0",
                                "br0",
                                "bond0.100",
                                "enp0s31f6",
                                "br-ex",
                                "wlp_2",
                                "a23456789012345"),
                        of(Names::isUser, "root", "one.admin", "svc-one", "jdoe@corp.example", "_apt"),
                        of(Names::isDatabase, "opennebula", "one_north", "one-2"),
                        of(Names::isHook, "raft/vip.sh", "raft/failover.sh", "/usr/local/bin/vip-2.sh", "a..b"),
                        of(Names::isZone, "OpenNebula", "North (2)", "Zürich"))
                .flatMap(cases -> cases);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCouldMeanSomethingElseLaterIsRefused(Predicate<String> rule, String text) {
        assertThat(rule.test(text)).isFalse();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                        of(Names::isInterface, NEVER),
                        of(Names::isInterface, ".", "..", "a234567890123456", "eth0:1", "eth0/1", "eth0@if2"),
                        of(Names::isUser, NEVER),
                        of(Names::isUser, "a/b", "x".repeat(81)),
                        of(Names::isDatabase, NEVER),
                        of(Names::isDatabase, "a.b", "x".repeat(65)),
                        of(Names::isHook, NEVER),
                        of(Names::isHook, "../vip.sh", "raft/../../x", "raft/.."),
                        of(Names::isZone, "", " ", "a;b", "a'b", "a\"b", "a$b", "a`b", "a\nb", "a/b", "x".repeat(129)))
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> of(Predicate<String> rule, String... texts) {
        return Stream.of(texts).map(text -> Arguments.of(rule, text));
    }
}
