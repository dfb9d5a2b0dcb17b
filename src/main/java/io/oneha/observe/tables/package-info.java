/** Whether the servers of a zone have the same rows: counts of the replicated tables, compared where their logs are equally far. */
package io.oneha.observe.tables;
