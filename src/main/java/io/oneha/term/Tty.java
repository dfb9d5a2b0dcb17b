package io.oneha.term;

import java.io.IOException;

/** The controlling terminal's modes and size. */
public interface Tty {
    /** Keys come one by one, without echo, Ctrl-C and Ctrl-Z among them. */
    void raw() throws IOException;

    /** Lines come as usual, and are not shown while they are typed. */
    void hidden() throws IOException;

    /** The modes are again as they were found. May be called at any time, from any thread, more than once. */
    void restore() throws IOException;

    Size size() throws IOException;

    /** Stops this process and whatever else is in its job, as Ctrl-Z does; returns when it goes on. */
    void stopJob() throws IOException;
}
