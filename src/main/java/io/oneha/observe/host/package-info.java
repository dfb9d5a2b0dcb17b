/** What SSH tells of the front-ends' hosts: addresses, services, configuration, database, disks. */
package io.oneha.observe.host;
