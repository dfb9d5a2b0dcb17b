package io.oneha.ssh;

import io.oneha.ssh.key.PublicKeys;
import io.oneha.ssh.key.Wire;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.digest.Digest;
import net.schmizz.sshj.transport.kex.KeyExchange;

/**
 * A key exchange that refuses a host key whose fields claim more bytes than came. sshj reserves what they claim, up to 2 GiB, before
 * anything of the host is proved. Sources: RFC 4253, 8; RFC 4419, 3; RFC 5656, 4.
 */
record CheckedKeyExchange(KeyExchange exchange, Message reply) implements KeyExchange {
    /** Makes those of another factory checked ones. */
    static Factory.Named<KeyExchange> of(Factory.Named<KeyExchange> unchecked) {
        boolean asksForGroup = unchecked.getName().startsWith("diffie-hellman-group-exchange-");
        Message reply = asksForGroup ? Message.KEX_DH_GEX_REPLY : Message.KEXDH_31;
        return new Factory.Named<>() {
            @Override
            public String getName() {
                return unchecked.getName();
            }

            @Override
            public KeyExchange create() {
                return new CheckedKeyExchange(unchecked.create(), reply);
            }
        };
    }

    @Override
    public boolean next(Message message, SSHPacket packet) throws GeneralSecurityException, TransportException {
        if (message == reply) {
            try {
                PublicKeys.requireWhole(new Wire.Reader(packet.getCompactData()).bytes());
            } catch (IOException e) {
                throw new TransportException(DisconnectReason.KEY_EXCHANGE_FAILED, "its host key is damaged");
            }
        }
        return exchange.next(message, packet);
    }

    @Override
    public void init(Transport transport, String serverId, String clientId, byte[] serverOffer, byte[] clientOffer)
            throws GeneralSecurityException, TransportException {
        exchange.init(transport, serverId, clientId, serverOffer, clientOffer);
    }

    @Override
    public byte[] getH() {
        return exchange.getH();
    }

    @Override
    public BigInteger getK() {
        return exchange.getK();
    }

    @Override
    public Digest getHash() {
        return exchange.getHash();
    }

    @Override
    public PublicKey getHostKey() {
        return exchange.getHostKey();
    }
}
