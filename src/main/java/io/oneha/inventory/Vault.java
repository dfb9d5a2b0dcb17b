package io.oneha.inventory;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens what ansible-vault encrypted: format 1.1, and 1.2 with its vault-id label, cipher AES256. The key is
 * PBKDF2-HMAC-SHA256 of the password, the text AES-CTR, proved by an HMAC-SHA256 (Ansible, parsing/vault).
 */
final class Vault {
    private static final String MAGIC = "$ANSIBLE_VAULT";
    private static final int ITERATIONS = 10_000;
    private static final int KEY_BYTES = 32;
    private static final int BLOCK_BYTES = 16;

    private final Supplier<Optional<char[]>> supplier;
    private Optional<Optional<char[]>> asked = Optional.empty();

    /** @param supplier asked once, and not before something encrypted is needed */
    Vault(Supplier<Optional<char[]>> supplier) {
        this.supplier = supplier;
    }

    static boolean isEnvelope(String text) {
        return text.startsWith(MAGIC);
    }

    /** Whether there is no password to open anything with. */
    boolean isLocked() {
        return password().isEmpty();
    }

    /** What there is to say where {@link #isLocked()}. */
    static InventoryException locked(String name, Origin at) {
        return at.fault(
                name + " is encrypted and there is no vault password",
                "give it with --vault-password-file or ANSIBLE_VAULT_PASSWORD_FILE");
    }

    /**
     * @param name what is encrypted, for the message
     * @throws InventoryException without a password, with a wrong one, or when the envelope is damaged
     */
    String open(String envelope, String name, Origin at) {
        char[] password = password().orElseThrow(() -> locked(name, at));
        String[] lines = envelope.strip().split("\\s*\\R\\s*");
        String[] header = lines[0].split(";");
        if (header.length < 3 || !header[2].strip().equals("AES256")) {
            throw at.fault(name + " is not in vault format 1.1 or 1.2", "encrypt it again with ansible-vault");
        }
        try {
            String body = String.join("", Arrays.asList(lines).subList(1, lines.length));
            String[] parts = new String(HexFormat.of().parseHex(body), StandardCharsets.US_ASCII).split("\n", 3);
            if (parts.length < 3) {
                throw new IllegalArgumentException("salt, proof and text expected");
            }
            HexFormat hex = HexFormat.of();
            byte[] plain = decrypt(password, hex.parseHex(parts[0]), hex.parseHex(parts[1]), hex.parseHex(parts[2]))
                    .orElseThrow(() ->
                            at.fault("the vault password does not open " + name, "give the one it was encrypted with"));
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(plain))
                    .toString();
        } catch (IllegalArgumentException | GeneralSecurityException | CharacterCodingException e) {
            throw at.fault("the encrypted text of " + name + " is damaged", "encrypt it again with ansible-vault");
        }
    }

    private Optional<char[]> password() {
        if (asked.isEmpty()) {
            asked = Optional.of(supplier.get().filter(password -> password.length > 0));
        }
        return asked.get();
    }

    /** The plain bytes, or empty when the proof does not fit: the password is another one. */
    private static Optional<byte[]> decrypt(char[] password, byte[] salt, byte[] proof, byte[] text)
            throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(password, salt, ITERATIONS, 8 * (2 * KEY_BYTES + BLOCK_BYTES));
        byte[] keys = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
        spec.clearPassword();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(keys, KEY_BYTES, KEY_BYTES, "HmacSHA256"));
        if (!MessageDigest.isEqual(mac.doFinal(text), proof)) {
            return Optional.empty();
        }
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(keys, 0, KEY_BYTES, "AES"),
                new IvParameterSpec(keys, 2 * KEY_BYTES, BLOCK_BYTES));
        byte[] padded = cipher.doFinal(text);
        int padding = padded.length == 0 ? 0 : padded[padded.length - 1];
        if (padding < 1 || padding > BLOCK_BYTES || padding > padded.length) {
            throw new GeneralSecurityException("padding");
        }
        return Optional.of(Arrays.copyOf(padded, padded.length - padding));
    }
}
