package io.oneha.tui.frame;

/** A piece of text and what it is. */
public record Span(String text, Tone tone) {}
