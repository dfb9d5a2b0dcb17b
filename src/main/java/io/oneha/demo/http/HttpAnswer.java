package io.oneha.demo.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Answers with the headers of oned's web server, in its order and spelling. */
final class HttpAnswer {
    private static final String SERVER = "Xmlrpc-c_Abyss/1.33.14";

    private HttpAnswer() {}

    static byte[] xml(String body, Instant at) {
        return answer("200 OK", "text/xml; charset=utf-8", body, at);
    }

    static byte[] error(String status, Instant at) {
        return answer(status, "text/html", "<html><body><h1>Error " + status + "</h1></body></html>\r\n", at);
    }

    private static byte[] answer(String status, String type, String body, Instant at) {
        String head = "HTTP/1.1 " + status + "\r\nContent-type: " + type + "\r\nContent-length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\nDate: "
                + date(at.atZone(ZoneOffset.UTC)) + "\r\nServer: " + SERVER + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    /** As RFC 1123 has it, which oned follows but for the zone's name. */
    private static String date(ZonedDateTime at) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(at).replace("GMT", "UTC");
        return at.getDayOfMonth() < 10 ? date.replace(", ", ", 0") : date;
    }
}
