package org.gatehouse.camera.onvif;

import org.gatehouse.contract.camera.ProbeReport.Feature;

/** The services that are used beside the device service. */
public enum ServiceKind {
  MEDIA("http://www.onvif.org/ver10/media/wsdl", "Media", Feature.MEDIA),
  MEDIA2("http://www.onvif.org/ver20/media/wsdl", "Media2", Feature.MEDIA2),
  PTZ("http://www.onvif.org/ver20/ptz/wsdl", "PTZ", Feature.PTZ),
  IMAGING("http://www.onvif.org/ver20/imaging/wsdl", "Imaging", Feature.IMAGING),
  EVENTS("http://www.onvif.org/ver10/events/wsdl", "Events", Feature.EVENTS),
  DEVICE_IO("http://www.onvif.org/ver10/deviceIO/wsdl", "DeviceIO", Feature.DEVICE_IO);

  private final String namespace;
  private final String capability;
  private final Feature feature;

  ServiceKind(String namespace, String capability, Feature feature) {
    this.namespace = namespace;
    this.capability = capability;
    this.feature = feature;
  }

  /** By which GetServices names it. */
  public String namespace() {
    return namespace;
  }

  /** By which GetCapabilities names it. */
  String capability() {
    return capability;
  }

  /** The contract's word. */
  public Feature feature() {
    return feature;
  }
}
