/** What the dashboard and the commands share, as ports: where snapshots come from, and how the zone is changed. */
package io.oneha.app;
