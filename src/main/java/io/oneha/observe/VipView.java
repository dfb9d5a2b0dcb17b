package io.oneha.observe;

import java.util.List;
import java.util.Optional;

/**
 * The virtual address and who has it.
 *
 * @param address address/prefix
 * @param networkInterface the interface it belongs on, where all front-ends use the same
 * @param holders the names of the servers that have it on a NIC; empty while nobody could look
 */
public record VipView(String address, Optional<String> networkInterface, Optional<List<String>> holders) {}
