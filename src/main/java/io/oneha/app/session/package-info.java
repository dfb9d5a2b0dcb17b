/** What every command works with: where it prints, what it was told, the world around it, how it ends. */
package io.oneha.app.session;
