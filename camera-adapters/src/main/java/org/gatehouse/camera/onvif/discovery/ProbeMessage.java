package org.gatehouse.camera.onvif.discovery;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** A call for cameras: WS-Discovery 1.0 §5.2, ONVIF Core §7.3. */
final class ProbeMessage {
  static final String GROUP = "239.255.255.250";
  static final int PORT = 3702;

  private ProbeMessage() {}

  /** One for each of the types by which cameras go: some answer only to one of them. */
  static List<byte[]> all() {
    return List.of(
        of("dn:NetworkVideoTransmitter xmlns:dn=\"http://www.onvif.org/ver10/network/wsdl\""),
        of("tds:Device xmlns:tds=\"http://www.onvif.org/ver10/device/wsdl\""));
  }

  private static byte[] of(String typeAndSpace) {
    int space = typeAndSpace.indexOf(' ');
    String text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
            + " xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\""
            + " xmlns:d=\"http://schemas.xmlsoap.org/ws/2005/04/discovery\""
            + typeAndSpace.substring(space)
            + "><s:Header><a:MessageID>uuid:"
            + UUID.randomUUID()
            + "</a:MessageID><a:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To><a:Action>"
            + "http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action></s:Header>"
            + "<s:Body><d:Probe><d:Types>"
            + typeAndSpace.substring(0, space)
            + "</d:Types></d:Probe></s:Body></s:Envelope>";
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
