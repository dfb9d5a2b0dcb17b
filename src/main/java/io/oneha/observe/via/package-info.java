/** XML-RPC to servers directly or through SSH. */
package io.oneha.observe.via;
