package io.oneha.demo.sim;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

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
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return read(factory.createXMLStreamReader(new StringReader(body)));
        } catch (XMLStreamException e) {
            throw new FaultException(-503, "Call is not valid XML.");
        }
    }

    private static XmlRpcCall read(XMLStreamReader xml) throws XMLStreamException, FaultException {
        String method = "";
        List<Parameter> parameters = new ArrayList<>();
        String type = "string";
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                type = xml.getLocalName().equals("value") ? "string" : xml.getLocalName();
                text.setLength(0);
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(xml.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (xml.getLocalName().equals("methodName")) {
                    method = text.toString();
                } else if (xml.getLocalName().equals("value")) {
                    parameters.add(new Parameter(type, text.toString()));
                }
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
