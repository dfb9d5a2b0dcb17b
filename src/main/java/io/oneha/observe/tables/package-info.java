/** Whether the servers of a zone have the same tables: row counts or digests of those that are replicated, compared where their logs are equally far. */
package io.oneha.observe.tables;
