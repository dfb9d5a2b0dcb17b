/** The dashboard's state and how messages change it. Pure: what must be done outside is handed back as effects. */
package io.oneha.tui.model;
