/** Serves a simulated zone over HTTP on loopback, in real time or by hand. */
package io.oneha.demo.http;
