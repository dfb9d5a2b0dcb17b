/** Keys that a user logs in with: their files, their wire form, signing with them. */
package io.oneha.ssh.key;
