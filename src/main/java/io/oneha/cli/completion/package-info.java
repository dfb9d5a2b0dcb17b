/** What is generated from the command model: completion scripts and the page of commands. */
package io.oneha.cli.completion;
