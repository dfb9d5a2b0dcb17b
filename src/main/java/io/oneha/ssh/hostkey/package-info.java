/** Host keys: known_hosts as OpenSSH reads it, and what to do about a key. */
package io.oneha.ssh.hostkey;
