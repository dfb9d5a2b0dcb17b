package io.oneha.demo.sim;

import io.oneha.zone.MalformedAnswerException;
import io.oneha.zone.XmlScanner;
import io.oneha.zone.XmlScanner.Piece;
import java.util.ArrayList;
import java.util.List;

/**
 * An XML-RPC call as it came in.
 *
 * @param method its name
 * @param parameters its parameters; only the scalars that oned's API knows are told apart
 */
public record XmlRpcCall(String method, List<Parameter> parameters) {
    private static final int INTEGER_FAULT = -501;

    /**
     * A scalar.
     *
     * @param type the element's name, {@code string} where there was none
     * @param text its content
     */
    public record Parameter(String type, String text) {
        /** A string. */
        public static Parameter of(String text) {
            return new Parameter("string", text);
        }

        /** An integer. */
        public static Parameter of(int number) {
            return new Parameter("i4", Integer.toString(number));
        }

        /** A boolean. */
        public static Parameter of(boolean flag) {
            return new Parameter("boolean", flag ? "1" : "0");
        }
    }

    /** What xmlrpc-c answers as a fault. */
    public static final class FaultException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int code;

        FaultException(int code, String text) {
            super(text);
            this.code = code;
        }

        /** faultCode. */
        public int code() {
            return code;
        }
    }

    /** Reads a call; document types and entities are not processed. */
    public static XmlRpcCall parse(String body) throws FaultException {
        try {
            return read(new XmlScanner(body.toCharArray(), body.length()));
        } catch (MalformedAnswerException e) {
            throw new FaultException(-503, "Call is not valid XML.");
        }
    }

    private static XmlRpcCall read(XmlScanner xml) throws MalformedAnswerException, FaultException {
        String method = "";
        List<Parameter> parameters = new ArrayList<>();
        String type = "string";
        StringBuilder text = new StringBuilder();
        for (Piece piece = xml.next(); piece != Piece.END_OF_DOCUMENT; piece = xml.next()) {
            switch (piece) {
                case START -> {
                    type = xml.name().equals("value") ? "string" : xml.name();
                    text.setLength(0);
                }
                case TEXT -> text.append(xml.text());
                case END -> {
                    if (xml.name().equals("methodName")) {
                        method = text.toString();
                    } else if (xml.name().equals("value")) {
                        parameters.add(new Parameter(type, text.toString()));
                    }
                }
                case END_OF_DOCUMENT -> {}
            }
        }
        if (method.isEmpty()) {
            throw new FaultException(-503, "Call is not valid XML-RPC.");
        }
        return new XmlRpcCall(method, List.copyOf(parameters));
    }

    /** A parameter that must be a string. */
    public String string(int index) throws FaultException {
        return get(index, "string", "string").text();
    }

    /** A parameter that must be an integer. */
    public int integer(int index) throws FaultException {
        Parameter parameter = get(index, "i4", "integer");
        try {
            return Integer.parseInt(parameter.text().strip());
        } catch (NumberFormatException e) {
            throw new FaultException(INTEGER_FAULT, "Parameter that is supposed to be integer is not");
        }
    }

    boolean bool(int index) throws FaultException {
        return get(index, "boolean", "boolean").text().strip().equals("1");
    }

    private Parameter get(int index, String type, String word) throws FaultException {
        if (index >= parameters.size()) {
            throw new FaultException(INTEGER_FAULT, "Not enough parameters");
        }
        Parameter parameter = parameters.get(index);
        if (!parameter.type().equals(type)
                && !(type.equals("i4") && parameter.type().equals("int"))) {
            throw new FaultException(INTEGER_FAULT, "Parameter that is supposed to be " + word + " is not");
        }
        return parameter;
    }
}
