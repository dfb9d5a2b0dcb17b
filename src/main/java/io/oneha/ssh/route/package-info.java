/** How a host is reached: ssh_config, Ansible's variables, jump hosts; pure but for reading files. */
package io.oneha.ssh.route;
