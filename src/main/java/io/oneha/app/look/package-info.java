/** Looking at a zone from a command: target, credentials, one look or a steady feed of them, and the kept timeline. */
package io.oneha.app.look;
