/** Carries plans out: check, do, prove; one run at a time, every run in a journal. */
package io.oneha.apply;
