/** The steps of a plan, each as it is looked at, done and proved on real hosts. */
package io.oneha.steps;
