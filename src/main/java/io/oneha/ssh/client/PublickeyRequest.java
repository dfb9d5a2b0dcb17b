package io.oneha.ssh.client;

import java.io.Serial;
import java.util.Optional;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/**
 * One publickey request: the question whether a key would do, or the login with its signature. The key is not looked into,
 * so certificates are as good as keys; and signing, which may take its time, is left to the caller's thread. Source: RFC
 * 4252, section 7.
 */
final class PublickeyRequest extends AbstractAuthMethod {
    private final String algorithm;
    private final byte[] blob;
    private final Optional<byte[]> signature;

    /** The answer that the key would do. */
    static final class KeyIsGoodException extends UserAuthException {
        @Serial
        private static final long serialVersionUID = 1L;

        KeyIsGoodException() {
            super("the key would do");
        }
    }

    PublickeyRequest(String algorithm, byte[] blob, Optional<byte[]> signature) {
        super("publickey");
        this.algorithm = algorithm;
        this.blob = blob;
        this.signature = signature;
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        SSHPacket request = super.buildReq()
                .putBoolean(signature.isPresent())
                .putString(algorithm)
                .putString(blob);
        signature.ifPresent(request::putString);
        return request;
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
        if (message == Message.USERAUTH_60 && signature.isEmpty()) {
            throw new KeyIsGoodException();
        }
        super.handle(message, packet);
    }
}
