/** The archive of {@code oneha bundle}: what is known of a zone, without its secrets. */
package io.oneha.cli.bundle;
