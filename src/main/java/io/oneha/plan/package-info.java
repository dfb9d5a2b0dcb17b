/** From what is seen of a zone and what the inventory wants: ordered steps, or the reason why not. Pure. */
package io.oneha.plan;
