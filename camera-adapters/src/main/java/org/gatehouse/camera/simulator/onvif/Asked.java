package org.gatehouse.camera.simulator.onvif;

import org.gatehouse.camera.onvif.xml.XmlElement;
import org.gatehouse.camera.onvif.xml.XmlFormatException;
import org.gatehouse.camera.onvif.xml.XmlReader;
import org.jspecify.annotations.Nullable;

/**
 * A request to a simulated device.
 *
 * @param base where the device is, as the client reached it: {@code http://127.0.1.2:8080}
 * @param header the SOAP header, if there is one
 * @param operation the first element of the body
 */
record Asked(
    String base,
    String path,
    @Nullable XmlElement header,
    XmlElement operation,
    @Nullable String authorization) {
  static Asked read(String base, String path, byte[] document, @Nullable String authorization)
      throws XmlFormatException {
    XmlElement envelope = XmlReader.read(document);
    XmlElement body = envelope.first("Body");
    if (body == null || body.children().isEmpty()) {
      throw new XmlFormatException("no SOAP request");
    }
    XmlElement operation = body.children().getFirst();
    return new Asked(base, path, envelope.first("Header"), operation, authorization);
  }

  String name() {
    return operation.name();
  }

  String text(String... pathOfNames) {
    return operation.text(pathOfNames);
  }
}
