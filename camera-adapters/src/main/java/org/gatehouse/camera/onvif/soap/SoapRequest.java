package org.gatehouse.camera.onvif.soap;

import java.util.List;
import org.gatehouse.camera.onvif.xml.XmlElement;

/**
 * One operation of a service.
 *
 * @param inner the operation's parameters as XML, already escaped; the prefix tt is declared
 * @param action for the Content-Type, and for WS-Addressing where {@code addressed}
 * @param addressed whether the request names its action and where it goes in its header, as event
 *     services want it
 * @param references what the subscription's reference parameters hold, to be sent back to it
 */
public record SoapRequest(
    String operation,
    String namespace,
    String inner,
    String action,
    boolean addressed,
    List<XmlElement> references) {
  /** Copies the list. */
  public SoapRequest {
    references = List.copyOf(references);
  }

  /** An operation whose action is its namespace and name. */
  public static SoapRequest of(String namespace, String operation, String inner) {
    return new SoapRequest(
        operation, namespace, inner, namespace + "/" + operation, false, List.of());
  }

  /** An operation of an event service. */
  public static SoapRequest addressed(
      String namespace, String operation, String inner, String action, List<XmlElement> to) {
    return new SoapRequest(operation, namespace, inner, action, true, to);
  }
}
