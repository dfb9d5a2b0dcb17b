/** The commands that change a zone: a fresh plan, the operator's yes, the lock, the journal, and the run. */
package io.oneha.cli.apply;
