/** What is known of each kind of finding: the pages of docs/findings, which are built into the program. */
package io.oneha.app.explain;
