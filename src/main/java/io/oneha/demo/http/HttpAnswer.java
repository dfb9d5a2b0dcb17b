package io.oneha.demo.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Answers with the headers of oned's web server, in its order and spelling. */
final class HttpAnswer {
    private static final String SERVER = "Xmlrpc-c_Abyss/1.33.14";
    private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

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

    private static String date(ZonedDateTime at) {
        return DAYS[at.getDayOfWeek().ordinal()] + ", " + two(at.getDayOfMonth()) + " "
                + MONTHS[at.getMonthValue() - 1] + " " + at.getYear() + " " + two(at.getHour()) + ":"
                + two(at.getMinute()) + ":" + two(at.getSecond()) + " UTC";
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
