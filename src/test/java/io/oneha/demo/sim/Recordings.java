package io.oneha.demo.sim;

/** A part of the recorded session, as something to play again. */
interface Recordings {
    /** Rebuilds the zone in that state and compares its answers with the recorded ones. */
    void play(Replay replay);
}
