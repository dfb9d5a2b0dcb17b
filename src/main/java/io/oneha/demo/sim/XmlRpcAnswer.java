package io.oneha.demo.sim;

/** Answers as oned's library writes them, down to the line ends. */
public final class XmlRpcAnswer {
    /** 256. */
    public static final int AUTHENTICATION = 0x100;
    /** 512. */
    public static final int AUTHORIZATION = 0x200;
    /** 1024. */
    public static final int NO_EXISTS = 0x400;
    /** 2048. */
    public static final int ACTION = 0x800;
    /** 4096. */
    public static final int API = 0x1000;
    /** 8192. */
    public static final int INTERNAL = 0x2000;

    private static final String EOL = "\r\n";
    private static final String START = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + EOL + "<methodResponse>" + EOL;
    private static final String END = "</methodResponse>" + EOL;

    private XmlRpcAnswer() {}

    /** A call that went well and answers a text. */
    public static String success(String value) {
        return array("1", "<string>" + escape(value) + "</string>", 0, "");
    }

    /** A call that went well and answers a number. */
    public static String success(int value) {
        return array("1", "<i4>" + value + "</i4>", 0, "");
    }

    /** A call that failed; {@code id} is the object the error is about, or -1. */
    public static String failure(String method, String text, int code, int id) {
        String message = "[" + method + "] " + text;
        String rest = "<value><i4>" + id + "</i4></value>" + EOL + "<value><i8>-1</i8></value>" + EOL;
        return array("0", "<string>" + escape(message) + "</string>", code, rest);
    }

    /** A call that failed, about no object. */
    public static String failure(String method, String text, int code) {
        return failure(method, text, code, -1);
    }

    /** What the library itself refuses. */
    public static String fault(int code, String text) {
        return START + "<fault>" + EOL + "<value><struct>" + EOL + "<member><name>faultCode</name>" + EOL
                + "<value><i4>" + code + "</i4></value></member>" + EOL + "<member><name>faultString</name>" + EOL
                + "<value><string>" + escape(text) + "</string></value></member>" + EOL + "</struct></value>" + EOL
                + "</fault>" + EOL + END;
    }

    private static String array(String success, String value, int code, String rest) {
        return START + "<params>" + EOL + "<param><value><array><data>" + EOL + "<value><boolean>" + success
                + "</boolean></value>" + EOL + "<value>" + value + "</value>" + EOL + "<value><i4>" + code
                + "</i4></value>" + EOL + rest + "</data></array></value></param>" + EOL + "</params>" + EOL + END;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#x0d;");
    }
}
