package io.oneha.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.ssh.key.PublicKeys;
import io.oneha.ssh.key.Wire;
import java.io.IOException;
import java.util.stream.Stream;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.kex.KeyExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key whose fields claim more than came is refused before sshj reserves that much for them. */
class HostKeyClaimsTest {
    private static final int CLAIMED = 0x7ffffff0;

    static Stream<Factory.Named<KeyExchange>> exchanges() {
        return new ModernSshConfig().getKeyExchangeFactories().stream().filter(factory -> !factory.getName()
                .equals("ext-info-c"));
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void everyKeyExchangeRefusesAHostKeyThatClaimsMoreThanCame(Factory.Named<KeyExchange> factory) {
        byte[] blob = new Wire.Writer().text("ssh-ed25519").uint32(CLAIMED).done();
        boolean group = factory.getName().startsWith("diffie-hellman-group-exchange-");
        SSHPacket reply =
                new SSHPacket(new Wire.Writer().bytes(blob).raw(new byte[64]).done());
        assertThatThrownBy(() -> factory.create().next(group ? Message.KEX_DH_GEX_REPLY : Message.KEXDH_31, reply))
                .isInstanceOf(TransportException.class)
                .hasMessage("its host key is damaged");
    }

    @Test
    void thereAreAsManyAsWeOffer() {
        assertThat(exchanges()).hasSize(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssh-ed25519",
                "ssh-rsa",
                "ecdsa-sha2-nistp256",
                "ssh-ed25519-cert-v01@openssh.com",
                "ecdsa-sha2-nistp521-cert-v01@openssh.com",
            })
    void eachFieldIsLookedAt(String type) throws IOException {
        int fields = (type.startsWith("ssh-ed25519") ? 1 : 2) + (type.contains("-cert-") ? 1 : 0);
        for (int whole = 0; whole < fields; whole++) {
            Wire.Writer blob = new Wire.Writer().text(type);
            for (int field = 0; field < whole; field++) {
                blob.bytes(new byte[32]);
            }
            byte[] bomb = blob.uint32(CLAIMED).raw(new byte[40]).done();
            assertThatThrownBy(() -> PublicKeys.requireWhole(bomb))
                    .as("%d", whole)
                    .isInstanceOf(IOException.class);
        }
        Wire.Writer good = new Wire.Writer().text(type);
        for (int field = 0; field < fields; field++) {
            good.bytes(new byte[32]);
        }
        PublicKeys.requireWhole(good.done());
    }
}
