package org.gatehouse.camera.simulator.onvif;

import static org.gatehouse.camera.onvif.xml.XmlText.escape;

import java.util.UUID;

/** WS-Discovery 1.0 §5.3 from the device's side. */
final class DiscoveryAnswers {
  private DiscoveryAnswers() {}

  static String match(String endpoint, String name, String service, String relatesTo) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        + "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
        + " xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\""
        + " xmlns:d=\"http://schemas.xmlsoap.org/ws/2005/04/discovery\""
        + " xmlns:dn=\"http://www.onvif.org/ver10/network/wsdl\"><s:Header><a:MessageID>uuid:"
        + UUID.randomUUID()
        + "</a:MessageID><a:RelatesTo>"
        + escape(relatesTo)
        + "</a:RelatesTo><a:Action>"
        + "http://schemas.xmlsoap.org/ws/2005/04/discovery/ProbeMatches</a:Action></s:Header>"
        + "<s:Body><d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>"
        + endpoint
        + "</a:Address></a:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types>"
        + "<d:Scopes>onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/name/"
        + escape(name.replace(" ", "%20"))
        + " onvif://www.onvif.org/hardware/Simulated</d:Scopes><d:XAddrs>"
        + escape(service)
        + "</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion>"
        + "</d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>";
  }
}
