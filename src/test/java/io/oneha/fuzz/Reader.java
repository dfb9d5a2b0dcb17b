package io.oneha.fuzz;

import java.util.List;

/**
 * Something that reads what others wrote.
 *
 * @param name what it reads
 * @param share how often it has a turn, beside the others'
 * @param declared the one exception that says the input is wrong; {@code Void} where it only ever leaves out
 * @param inputs good ones
 * @param reading reads one
 */
record Reader(String name, int share, Class<?> declared, List<byte[]> inputs, Reading reading) {
    /** Reads an input to its end. */
    interface Reading {
        void read(byte[] input) throws Exception;
    }
}
