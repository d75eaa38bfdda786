package org.gatehouse.camera.simulator.onvif;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An answer of a simulated device.
 *
 * @param challenges values of WWW-Authenticate
 */
record Said(int status, String type, byte[] body, List<String> challenges) {
  private static final String START =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
          + "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
          + " xmlns:tt=\"http://www.onvif.org/ver10/schema\""
          + " xmlns:tds=\"http://www.onvif.org/ver10/device/wsdl\""
          + " xmlns:trt=\"http://www.onvif.org/ver10/media/wsdl\""
          + " xmlns:tr2=\"http://www.onvif.org/ver20/media/wsdl\""
          + " xmlns:tptz=\"http://www.onvif.org/ver20/ptz/wsdl\""
          + " xmlns:timg=\"http://www.onvif.org/ver20/imaging/wsdl\""
          + " xmlns:tev=\"http://www.onvif.org/ver10/events/wsdl\""
          + " xmlns:tmd=\"http://www.onvif.org/ver10/deviceIO/wsdl\""
          + " xmlns:wsnt=\"http://docs.oasis-open.org/wsn/b-2\""
          + " xmlns:wsa=\"http://www.w3.org/2005/08/addressing\""
          + " xmlns:tns1=\"http://www.onvif.org/ver10/topics\""
          + " xmlns:ter=\"http://www.onvif.org/ver10/error\"><s:Body>";
  private static final String END = "</s:Body></s:Envelope>";

  static Said soap(String body) {
    return text(200, START + body + END);
  }

  static Said fault(int status, String subcode, String reason) {
    return text(
        status,
        START
            + "<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:"
            + subcode
            + "</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang=\"en\">"
            + reason
            + "</s:Text></s:Reason></s:Fault>"
            + END);
  }

  static Said challenge(String challenge) {
    return new Said(401, "text/plain", new byte[0], List.of(challenge));
  }

  static Said text(int status, String document) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    return new Said(status, "application/soap+xml; charset=utf-8", bytes, List.of());
  }
}
