/**
 * A simulated OpenNebula zone: servers with a database each, oned's XML-RPC API as text in and text out, the network between
 * them, and what can go wrong. Everything happens on a simulated clock, on the caller's thread, and the same way for the same
 * seed. Nothing here is thread-safe.
 */
package io.oneha.demo.sim;
