/**
 * The demo zone's hosts: what SSH would find on each front-end, kept in memory and moved by the simulation: addresses, services,
 * files, disks. {@link io.oneha.demo.host.DemoHosts} offers them through the same port as real hosts.
 */
package io.oneha.demo.host;
