package io.oneha.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class RedactionTest {
    /** Fifty secrets of all kinds, each as it may stand in a text; what is a secret stands between two marks. */
    private static final List<String> SEEDED = List.of(
            "PASSWD = \"‹s3kr3t-01›\"",
            "DB = [ BACKEND = \"mysql\", SERVER = \"localhost\", PASSWD = ‹s3kr3t-02›, DB_NAME = \"opennebula\" ]",
            "db_password: ‹s3kr3t-03›",
            "one_pass: '‹s3kr3t 04 with blanks›'",
            "ansible_password=‹s3kr3t-05›",
            "ansible_become_pass: \"‹s3kr3t \\\" 06›\"",
            "{\"password\":\"‹s3kr3t-07›\"}",
            "{\"apiKey\" : \"‹s3kr3t-08›\", \"name\": \"n1a1\"}",
            "mysql -u oneadmin --password=‹s3kr3t-09› opennebula",
            "mysqldump --password ‹s3kr3t-10› opennebula",
            "curl -H 'Authorization: Bearer ‹s3kr3t-11.abcdef›' http://n1a1",
            "Authorization: Basic ‹czNrcjN0LTEyOnB3ZA==›",
            "http://‹admin:s3kr3t-13›@repo.example.org/one",
            "https://‹user%40example.org:s3kr3t-14›@enterprise.opennebula.io/repo",
            "oneadmin:‹s3kr3t-15›",
            "[one.zone.info] oneadmin:‹0123456789abcdef0123456789abcdef› refused",
            "serveradmin:‹s3kr3t-17›",
            "-----BEGIN OPENSSH PRIVATE KEY-----\n‹b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAA18›\n-----END OPENSSH PRIVATE KEY-----",
            "-----BEGIN RSA PRIVATE KEY-----\n‹MIIEpAIBAAKCAQEA19›",
            "-----BEGIN EC PRIVATE KEY-----\\n‹MHcCAQEEIIG20›\\n-----END EC PRIVATE KEY-----",
            "$ANSIBLE_VAULT;1.1;AES256\n‹6162636465666768696a6b6c6d6e6f21›\n‹7172737475767778797a7b7c7d7e7f21›",
            "token=‹s3kr3t-22›",
            "ONE_TOKEN: ‹s3kr3t-23›",
            "one_token = ‹customer:s3kr3t-24›",
            "export ONEHA_SECRET='‹s3kr3t-25›'",
            "secret_key: ‹s3kr3t-26›",
            "aws_secret_access_key = ‹wJalrXUtnFEMI/K7MDENG/27›",
            "the key ‹AKIAIOSFODNN7EXAMPLE› of s3",
            "github ‹ghp_abcdefghijklmnopqrstuvwxyz0129›",
            "gitlab ‹glpat-abcdefghijklmnop0130›",
            "jwt ‹eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIzMSJ9.c2lnbmF0dXJl›",
            "root:‹$6$saltsalt$32abcdefghijklmnopqrstuvwxyz›:19000:0",
            "root:‹$y$j9T$33abcdefgh$abcdefghijklmnopqrstuvwx›:19000",
            "admin:‹$2y$10$34abcdefghijklmnopqrstuv›",
            "IDENTIFIED BY PASSWORD '‹*6BB4837EB74329105EE4568DDA7DC67ED2CA2AD9›'",
            "sha1 ‹5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8›",
            "one_auth ‹9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08›",
            "passphrase: ‹s3kr3t-38›",
            "sshpass -p x; SSHPASS=‹s3kr3t-39› ssh",
            "vault_password: ‹s3kr3t-40›",
            "db_pwd=‹s3kr3t-41›;",
            "{\"credentials\":\"‹s3kr3t-42›\"}",
            "client-secret: ‹s3kr3t-43›",
            "access_key=‹s3kr3t-44›",
            "PRIVATE_KEY=‹s3kr3t-45›",
            "-p'x' --db-passwd ‹s3kr3t-46›",
            "digest ‹0123456789012345678901234567890147abcdef›",
            "it is known: ‹correct horse battery 48›",
            "and within words: x‹staple-49›y",
            "of the inventory: ‹word-50›");

    /** Those of them that have no shape: they are taken out because they are known. */
    public static final List<String> KNOWN = List.of("correct horse battery 48", "staple-49", "word-50");

    private final Redaction redaction = Redaction.of(KNOWN);

    /** The texts with their secrets. */
    public static List<String> texts() {
        return SEEDED.stream().map(text -> text.replaceAll("[‹›]", "")).toList();
    }

    /** The secrets alone. */
    public static List<String> secrets() {
        return SEEDED.stream()
                .flatMap(text ->
                        Arrays.stream(text.split("‹")).skip(1).map(part -> part.substring(0, part.indexOf('›'))))
                .toList();
    }

    static Stream<String> everySecretIsGoneAndTheRestStays() {
        return SEEDED.stream();
    }

    @ParameterizedTest
    @MethodSource
    void everySecretIsGoneAndTheRestStays(String seeded) {
        String secret = seeded.substring(seeded.indexOf('‹') + 1, seeded.indexOf('›'));
        String left = redaction.applied(seeded.replaceAll("[‹›]", ""));
        assertThat(left).doesNotContain(secret).contains(Redaction.MASK);
        // What stands before it, but for the marks of a key, is for the reader.
        String before = seeded.substring(0, seeded.indexOf('‹')).replaceAll("[\"']$", "");
        if (!before.contains("-----BEGIN") && !before.startsWith("$ANSIBLE_VAULT")) {
            assertThat(left).startsWith(before);
        }
    }

    @Test
    void thereAreFifty() {
        assertThat(SEEDED).hasSize(50).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNoSecretStays(String text) {
        assertThat(redaction.applied(text)).isEqualTo(text);
    }

    static Stream<String> whatIsNoSecretStays() {
        return Stream.of(
                "its database is down or was never restored: it refuses the login that works on others",
                "SERVER_AUTH n1a3: User couldn't be authenticated, aborting call.",
                "TERM 12, INDEX 18266, COMMIT 18266",
                "n1a1: the password file is not readable",
                "http://fe1.example.org:2633/RPC2",
                "2026-12-01T05:00:00Z LEADER_ELECTED n1a1 n1a1 leads, term 10",
                "20261128-022350-a970",
                "commit 86be87ef",
                "oneadmin may not use sudo");
    }

    @Test
    void aTreeIsTheSameTree() {
        List<Object> list = new ArrayList<>(Arrays.asList("a", null, 1L, true));
        Map<String, Object> tree = Map.of("hook", "vip.sh token=abcdef", "list", list);
        assertThat(redaction.applied((Object) tree))
                .isEqualTo(Map.of("hook", "vip.sh token=" + Redaction.MASK, "list", list));
    }
}
