/** SSH to the front-ends, by sshj. */
package io.oneha.ssh;
