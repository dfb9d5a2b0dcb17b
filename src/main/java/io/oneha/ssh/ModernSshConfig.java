package io.oneha.ssh;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.kex.DHGroups;
import com.hierynomus.sshj.transport.kex.ExtInfoClientFactory;
import com.hierynomus.sshj.transport.mac.Macs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.schmizz.sshj.DefaultSecurityProviderConfig;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.transport.compression.NoneCompression;
import net.schmizz.sshj.transport.kex.Curve25519SHA256;
import net.schmizz.sshj.transport.kex.DHGexSHA256;
import net.schmizz.sshj.transport.kex.ECDHNistP;
import net.schmizz.sshj.transport.kex.KeyExchange;

/**
 * What oneha offers an sshd: the algorithms that OpenSSH's client offers by default. sshj's own lists still hold ssh-dss,
 * SHA-1 signatures, 3des, arcfour, group1 and MD5; leaving them out here also keeps them out of the native image. Of OpenSSH's
 * ciphers chacha20-poly1305 is missing: sshj takes it from BouncyCastle.
 */
public final class ModernSshConfig extends DefaultSecurityProviderConfig {
    /** The JDK's providers do all the work; ECDSA keys need a name they do not know, see {@link EcdsaKeys}. */
    public ModernSshConfig() {
        useProvidersOfJdk();
    }

    /** For what is used of sshj without a configuration. */
    public static void useProvidersOfJdk() {
        SecurityUtils.setRegisterBouncyCastle(false);
        EcdsaKeys.install();
    }

    /**
     * Asks for host keys of these types before others, for keys of these types are known. A certificate is only asked for
     * when an authority is known that may have signed it: nothing could be made of another one.
     *
     * @param known names of host key algorithms or key types
     */
    public void prefer(List<String> known) {
        List<Factory.Named<KeyAlgorithm>> all = getKeyAlgorithms();
        Predicate<Factory.Named<KeyAlgorithm>> isKnown = one -> isKnown(one.getName(), known);
        Stream<Factory.Named<KeyAlgorithm>> others = all.stream()
                .filter(isKnown.negate())
                .filter(one -> !one.getName().contains("-cert-"));
        setKeyAlgorithms(Stream.concat(all.stream().filter(isKnown), others).toList());
    }

    private static boolean isKnown(String algorithm, List<String> known) {
        return known.contains(algorithm) || algorithm.startsWith("rsa-sha2-") && known.contains("ssh-rsa");
    }

    /** Key files are read by {@code io.oneha.ssh.key}; sshj's readers of other formats would bring BouncyCastle along. */
    @Override
    protected void initFileKeyProviderFactories() {
        setFileKeyProviderFactories(List.of());
    }

    @Override
    protected void initKeyExchangeFactories() {
        List<Factory.Named<KeyExchange>> offered = new ArrayList<>();
        Stream.of(
                        new Curve25519SHA256.Factory(),
                        new Curve25519SHA256.FactoryLibSsh(),
                        new ECDHNistP.Factory256(),
                        new ECDHNistP.Factory384(),
                        new ECDHNistP.Factory521(),
                        new DHGexSHA256.Factory(),
                        DHGroups.Group16SHA512(),
                        DHGroups.Group18SHA512(),
                        DHGroups.Group14SHA256())
                .map(CheckedKeyExchange::of)
                .forEach(offered::add);
        // It is no exchange, but a word among their names.
        offered.add(new ExtInfoClientFactory());
        setKeyExchangeFactories(offered);
    }

    @Override
    protected void initKeyAlgorithms() {
        setKeyAlgorithms(List.of(
                KeyAlgorithms.EdDSA25519CertV01(),
                KeyAlgorithms.EdDSA25519(),
                KeyAlgorithms.ECDSASHANistp256CertV01(),
                KeyAlgorithms.ECDSASHANistp256(),
                KeyAlgorithms.ECDSASHANistp384CertV01(),
                KeyAlgorithms.ECDSASHANistp384(),
                KeyAlgorithms.ECDSASHANistp521CertV01(),
                KeyAlgorithms.ECDSASHANistp521(),
                KeyAlgorithms.RSASHA512(),
                KeyAlgorithms.RSASHA256()));
    }

    @Override
    protected void initCipherFactories() {
        setCipherFactories(List.of(
                GcmCiphers.AES128GCM(),
                GcmCiphers.AES256GCM(),
                BlockCiphers.AES128CTR(),
                BlockCiphers.AES192CTR(),
                BlockCiphers.AES256CTR()));
    }

    @Override
    protected void initMACFactories() {
        setMACFactories(List.of(Macs.HMACSHA2256Etm(), Macs.HMACSHA2512Etm(), Macs.HMACSHA2256(), Macs.HMACSHA2512()));
    }

    @Override
    protected void initCompressionFactories() {
        setCompressionFactories(List.of(new NoneCompression.Factory()));
    }
}
