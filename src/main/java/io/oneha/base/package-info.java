/**
 * The ground floor: what every package needs and nobody should write twice, such as cleaning text from elsewhere. It knows
 * nothing but the JDK.
 */
package io.oneha.base;
