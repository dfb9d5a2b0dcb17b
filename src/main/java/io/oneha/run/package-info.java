/** Carrying out a plan: steps one after another, each looked at, done and proved; every event is told. */
package io.oneha.run;
