/**
 * The one terminal of the process: raw mode, size, prompts, the reports that a terminal sends, character widths. It knows
 * nothing of ours but {@code base}.
 */
package io.oneha.term;
