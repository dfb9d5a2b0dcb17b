/** The grammar of OpenNebula's configuration files: read with the place of everything, and edited where a value stands. */
package io.oneha.onedconf;
