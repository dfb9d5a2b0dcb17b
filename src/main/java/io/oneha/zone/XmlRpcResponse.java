package io.oneha.zone;

/** What oned said to a call: {@code [true, VALUE, 0]}, {@code [false, TEXT, CODE, ...]} or a fault. */
public sealed interface XmlRpcResponse {
    /** Success with a text: a document, a version. */
    record TextValue(String text) implements XmlRpcResponse {}

    /** Success with a number: an object's id. */
    record NumberValue(long number) implements XmlRpcResponse {}

    /**
     * oned refused.
     *
     * @param text its words, as they came
     * @param code 256 authentication, 512 authorization, 1024 no such object, 2048 action, 4096 API, 8192 internal (OpenNebula,
     *     include/Request.h)
     */
    record Refusal(String text, int code) implements XmlRpcResponse {
        private static final int AUTHENTICATION = 0x0100;
        private static final int AUTHORIZATION = 0x0200;
        private static final int INTERNAL = 0x2000;

        /** What it means for the one who asked. */
        public FailureKind kind() {
            return switch (code) {
                case AUTHENTICATION -> FailureKind.AUTHENTICATION;
                case AUTHORIZATION -> FailureKind.AUTHORIZATION;
                case INTERNAL -> saysNoLeader() ? FailureKind.NO_LEADER : FailureKind.ONED_ERROR;
                default -> FailureKind.ONED_ERROR;
            };
        }

        // The words of RequestManagerProxy and Request::execute; the code alone is that of any internal error.
        private boolean saysNoLeader() {
            return text.contains("no leader found") || text.contains("in election mode");
        }
    }

    /**
     * The XML-RPC layer refused: no such method, wrong number or types of parameters.
     *
     * @param code as in "Specification for Fault Code Interoperability": -506, -501
     */
    record Fault(String text, int code) implements XmlRpcResponse {}
}
