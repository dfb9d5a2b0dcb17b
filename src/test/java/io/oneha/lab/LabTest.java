package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lab is what it says it is. */
class LabTest {
    @RegisterExtension
    static final LabExtension LAB = new LabExtension(LabPlan.of(3));

    @ParameterizedTest
    @CsvSource({"n1a1, root, ed25519", "n1a2, ops, rsa", "n1a3, limited, ecdsa", "n1a1, asks, ed25519"})
    void theOperatorLogsInWithOpenSshAsEachUserWithEachKey(String host, String user, String key) {
        Program.Result result = LAB.operator().ssh(key, user, host, "echo $(hostname) $(id -un)");

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo(host + " " + user + "\n");
    }
}
