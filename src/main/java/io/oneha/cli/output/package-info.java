/** What {@code status} and {@code check} print, each format a pure function from a {@link io.oneha.cli.output.Report}. */
package io.oneha.cli.output;
