/** What the program is told: options over environment over {@code config.properties}, read into {@code Settings}. */
package io.oneha.app.settings;
