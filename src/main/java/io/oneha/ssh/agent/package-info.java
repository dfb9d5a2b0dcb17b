/** The ssh-agent protocol, as a client. */
package io.oneha.ssh.agent;
