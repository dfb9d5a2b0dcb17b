/**
 * The demo zone: {@link io.oneha.demo.Demo} puts a simulated zone ({@code sim}, on {@code raft}) behind real ports
 * ({@code http}) and offers its faults as commands.
 */
package io.oneha.demo;
