package io.oneha.lab.oned;

import io.oneha.demo.sim.SimUser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.w3c.dom.Element;

/** The table {@code user_pool}, and oned's own way (driver "core") to check a password against it. */
final class UserPool {
    private final MariaDb db;

    UserPool(MariaDb db) {
        this.db = db;
    }

    Optional<SimUser> authenticate(String session) {
        int colon = session.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String name = session.substring(0, colon);
        String password = session.substring(colon + 1);
        return db.first("SELECT body FROM user_pool WHERE name = ?", row -> row.getString(1), name)
                .map(XmlTree::root)
                .filter(user -> mayEnter(user, name, password))
                .map(user -> new SimUser(Integer.parseInt(XmlTree.text(user, "ID")), name, password));
    }

    boolean isEnabled(int id) {
        return body(id).map(XmlTree::root)
                .filter(user -> XmlTree.text(user, "ENABLED").equals("1"))
                .isPresent();
    }

    /** The SQL that gives a user another password. */
    Optional<String> withPassword(int id, String password) {
        String kept = "<PASSWORD><![CDATA[" + digest("SHA-256", password) + "]]></PASSWORD>";
        return body(id).map(body -> body.replaceFirst("<PASSWORD>.*?</PASSWORD>", kept))
                .map(body -> "UPDATE user_pool SET body = " + SqlText.quoted(body) + " WHERE oid = " + id);
    }

    private Optional<String> body(int id) {
        return db.first("SELECT body FROM user_pool WHERE oid = ?", row -> row.getString(1), id);
    }

    private static boolean mayEnter(Element user, String name, String password) {
        String expected = XmlTree.text(user, "PASSWORD");
        return XmlTree.text(user, "NAME").equals(name)
                && XmlTree.text(user, "ENABLED").equals("1")
                && XmlTree.text(user, "AUTH_DRIVER").equals("core")
                && (expected.equals(digest("SHA-256", password)) || expected.equals(digest("SHA-1", password)));
    }

    /** As oned keeps a password; SHA-1 until its user comes by. */
    static String digest(String algorithm, String password) {
        try {
            byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
