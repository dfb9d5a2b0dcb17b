package io.oneha.tui.terminal;

import io.oneha.term.Size;
import io.oneha.tui.frame.Frame;
import java.io.IOException;

/** Where frames are shown. */
public interface Display {
    Size size() throws IOException;

    /** Shows a frame, sending what differs from the last one. */
    void show(Frame frame) throws IOException;

    /** Gives the terminal back, stops the process, and takes the terminal again when the process goes on. */
    void suspend() throws IOException;

    /** Takes the terminal anew: the next frame is sent whole. */
    void takeAnew() throws IOException;
}
