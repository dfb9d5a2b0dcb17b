package io.oneha.steps.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.onedconf.ConfEditor;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final Account ODD = Account.of(
            new ConfEditor("DB = [ BACKEND = \"mysql\", SERVER = \"db\", PORT = 3307, USER = \"o'ne\","
                    + " PASSWD = \"p'\\a\\\"ss\", DB_NAME = \"one_1\" ]"),
            "n1a1");

    @Test
    void everythingIsReadAsOnedReadsIt() {
        assertThat(ODD).isEqualTo(new Account("o'ne", "p'\\a\"ss", "one_1", "db", "3307"));
    }

    @Test
    void defaultsAreOneds() {
        Account account = Account.of(new ConfEditor("DB = [ BACKEND = \"MySQL\" ]"), "n1a1");
        assertThat(account).isEqualTo(new Account("oneadmin", "oneadmin", "opennebula", "localhost", "0"));
        assertThat(account.options()).doesNotContain("port=");
    }

    @Test
    void sqliteCannotBeReplicated() {
        assertThatThrownBy(() -> Account.of(new ConfEditor("PORT = 2633\n"), "n1a1"))
                .isInstanceOf(StepException.class)
                .hasMessageContaining("n1a1")
                .hasMessageContaining("sqlite");
    }

    @Test
    void valuesAreQuotedForTheClientAndForSql() {
        assertThat(ODD.options())
                .contains("host=\"db\"\n", "port=\"3307\"\n", "user=\"o'ne\"\n", "password=\"p'\\\\a\\\"ss\"\n");
        assertThat(ODD.sql())
                .contains("CREATE DATABASE IF NOT EXISTS `one_1` CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;")
                .contains("ALTER USER 'o''ne'@'%' IDENTIFIED BY 'p''\\\\a\"ss';")
                .contains("GRANT ALL PRIVILEGES ON `one\\_1`.* TO 'o''ne'@'localhost';");
    }

    @Test
    void itsTextHasNoPassword() {
        assertThat(ODD.toString()).doesNotContain("ss").contains("one_1");
    }
}
