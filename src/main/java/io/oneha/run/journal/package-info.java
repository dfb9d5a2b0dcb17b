/**
 * What is written down of a run while it goes on, and read again: one file of JSON lines a run, the audit and what a resumed
 * run continues.
 */
package io.oneha.run.journal;
