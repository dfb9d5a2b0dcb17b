package io.oneha.zone.xmlrpc;

import io.oneha.zone.FailureKind;

/** What came of one HTTP exchange. */
sealed interface ExchangeResult {
    /** A whole body. */
    record Body(byte[] bytes) implements ExchangeResult {}

    /** None, and why: one clean line. */
    record Problem(FailureKind kind, String text) implements ExchangeResult {}
}
