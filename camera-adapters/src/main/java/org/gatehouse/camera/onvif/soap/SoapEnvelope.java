package org.gatehouse.camera.onvif.soap;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.gatehouse.camera.onvif.xml.XmlElement;
import org.gatehouse.camera.onvif.xml.XmlText;

/** Writes SOAP 1.2 requests. Pure but for the message id. */
final class SoapEnvelope {
  private static final String START =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
          + "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
          + " xmlns:a=\"http://www.w3.org/2005/08/addressing\""
          + " xmlns:tt=\"http://www.onvif.org/ver10/schema\">";

  private SoapEnvelope() {}

  /**
   * A whole request.
   *
   * @param security the security header, or an empty text
   */
  static byte[] write(SoapRequest request, URI to, String security) {
    StringBuilder out = new StringBuilder(START);
    if (request.addressed() || !security.isEmpty()) {
      out.append("<s:Header>").append(security);
      address(request, to, out);
      out.append("</s:Header>");
    }
    String name = request.operation();
    out.append("<s:Body><").append(name).append(" xmlns=\"").append(request.namespace());
    out.append("\">").append(request.inner()).append("</").append(name).append("></s:Body>");
    return out.append("</s:Envelope>").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void address(SoapRequest request, URI to, StringBuilder out) {
    if (!request.addressed()) {
      return;
    }
    out.append("<a:Action s:mustUnderstand=\"1\">").append(request.action());
    out.append("</a:Action><a:MessageID>urn:uuid:").append(UUID.randomUUID());
    out.append("</a:MessageID><a:To s:mustUnderstand=\"1\">");
    out.append(XmlText.escape(to.toString())).append("</a:To>");
    request.references().forEach(reference -> echo(reference, out));
  }

  /** WS-Addressing §3.3; the namespace that it came with is the subscription's own affair. */
  private static void echo(XmlElement reference, StringBuilder out) {
    if (reference.name().matches("[A-Za-z_][A-Za-z0-9_.-]{0,63}")) {
      String space = XmlText.escape(reference.attribute("xmlns"));
      out.append('<').append(reference.name()).append(" xmlns=\"").append(space);
      out.append("\" a:IsReferenceParameter=\"true\">").append(XmlText.escape(reference.text()));
      out.append("</").append(reference.name()).append('>');
    }
  }
}
