package io.oneha.serve.web;

import io.oneha.app.session.CommandException;
import io.oneha.serve.web.WebConfig.TlsFiles;
import io.oneha.ssh.key.PemKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * What a server proves itself with.
 *
 * @param context makes its TLS connections
 * @param ends when its certificate ends
 */
public record ServerTls(SSLContext context, Instant ends) {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ((?:[A-Z]+ )?PRIVATE KEY)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    /**
     * Reads it.
     *
     * @throws CommandException a file cannot be used; the message is one line: which, why, and what to do
     */
    public static ServerTls read(TlsFiles files) {
        Certificate[] chain = chain(files.certificate());
        PrivateKey key = key(files.key());
        if (!belongs(key, chain[0].getPublicKey())) {
            throw SecretFile.failed(
                    files.key(), "the key is not that of the certificate in " + files.certificate() + "; name its own");
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            char[] none = new char[0];
            store.load(null, none);
            store.setKeyEntry("oneha", key, none, chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, none);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return new ServerTls(
                    context, ((X509Certificate) chain[0]).getNotAfter().toInstant());
        } catch (GeneralSecurityException | IOException e) {
            throw SecretFile.failed(
                    files.certificate(), "it cannot be served with: " + e.getMessage() + "; name another");
        }
    }

    private static Certificate[] chain(Path file) {
        byte[] pem = SecretFile.text(file).getBytes(StandardCharsets.UTF_8);
        try {
            Collection<? extends Certificate> chain =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            if (!chain.isEmpty()) {
                return chain.toArray(new Certificate[0]);
            }
        } catch (CertificateException e) {
            throw SecretFile.failed(file, "it holds no certificate that can be read; name a PEM file");
        }
        throw SecretFile.failed(file, "it holds no certificate; name a PEM file");
    }

    private static PrivateKey key(Path file) {
        Matcher pem = KEY.matcher(SecretFile.secret(file));
        if (!pem.find()) {
            throw SecretFile.failed(file, "it holds no private key; name a PEM file");
        }
        if (pem.group(1).startsWith("ENCRYPTED") || pem.group(2).contains("ENCRYPTED")) {
            throw SecretFile.failed(
                    file, "the key is encrypted, and a service has nobody to ask; `openssl pkey -in FILE` decrypts it");
        }
        try {
            return PemKey.privateKey(pem.group(1), Base64.getMimeDecoder().decode(pem.group(2)));
        } catch (IOException | IllegalArgumentException e) {
            throw SecretFile.failed(file, "the key cannot be used: " + e.getMessage() + "; name another");
        }
    }

    /** Whether what the one signs is the other's. */
    private static boolean belongs(PrivateKey key, PublicKey certified) {
        String algorithm = SIGNATURES.get(certified.getAlgorithm());
        if (algorithm == null) {
            return false;
        }
        try {
            byte[] text = new byte[32];
            new SecureRandom().nextBytes(text);
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
