package org.gatehouse.camera.onvif.soap;

import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.camera.onvif.xml.XmlElement;
import org.gatehouse.camera.onvif.xml.XmlFormatException;
import org.gatehouse.camera.onvif.xml.XmlReader;
import org.gatehouse.camera.onvif.xml.XmlText;

/** What a SOAP envelope holds, SOAP 1.2 §5.3 and §5.4; the older 1.1 is understood too. */
public sealed interface SoapReply {
  /** The answer asked for: the first element of the body. */
  record Answer(XmlElement body) implements SoapReply {}

  /**
   * A fault.
   *
   * @param codes its code and subcodes, the most special one last, such as {@code s:Sender
   *     ter:NotAuthorized}
   */
  record Fault(String codes, String reason) implements SoapReply {
    /** True if it is the credentials, or the lack of them, that the device minds. */
    boolean refusesLogin() {
      return codes.contains("NotAuthorized")
          || codes.contains("FailedAuthentication")
          || codes.contains("InvalidSecurity")
          || reason.contains("Wsse authorized");
    }

    @Override
    public String toString() {
      return "SOAP fault " + codes + (reason.isEmpty() ? "" : " '" + reason + "'");
    }
  }

  /**
   * Reads one.
   *
   * @param unread names of elements to leave out
   */
  static SoapReply read(byte[] document, Set<String> unread) throws XmlFormatException {
    XmlElement envelope = XmlReader.read(document, unread);
    XmlElement body = envelope.first("Body");
    if (!envelope.name().equals("Envelope") || body == null) {
      throw new XmlFormatException("XML that is no SOAP envelope");
    }
    XmlElement fault = body.first("Fault");
    if (fault != null) {
      return fault(fault);
    }
    if (body.children().isEmpty()) {
      throw new XmlFormatException("a SOAP envelope with an empty body");
    }
    return new Answer(body.children().getFirst());
  }

  private static Fault fault(XmlElement fault) {
    XmlElement code = fault.first("Code");
    String codes =
        code == null
            ? fault.text("faultcode")
            : code.walk()
                .filter(e -> e.name().equals("Value"))
                .map(XmlElement::text)
                .collect(Collectors.joining(" "));
    String reason = code == null ? fault.text("faultstring") : fault.text("Reason", "Text");
    return new Fault(XmlText.plain(codes), XmlText.plain(reason));
  }
}
