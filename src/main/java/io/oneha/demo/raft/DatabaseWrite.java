package io.oneha.demo.raft;

/** What a log record writes to the database. To raft it is opaque. */
public interface DatabaseWrite {
    /** A write that touches nothing the simulation shows, such as a virtual machine's. */
    DatabaseWrite ELSEWHERE = new DatabaseWrite() {};
}
