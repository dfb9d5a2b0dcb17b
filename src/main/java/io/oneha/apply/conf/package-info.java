/** Changes values of OpenNebula's configuration files in place, everything else byte for byte as it was. Pure. */
package io.oneha.apply.conf;
