/** The ports of {@code io.oneha.ssh} over sshj: connections, logins, commands, forwards. */
package io.oneha.ssh.client;
