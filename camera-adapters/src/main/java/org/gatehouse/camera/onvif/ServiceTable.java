package org.gatehouse.camera.onvif;

import java.net.URI;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.gatehouse.camera.onvif.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/** Where a device has its services. Pure; immutable once read. */
final class ServiceTable {
  /** Where some have their media service without saying so. */
  private static final String USUAL_MEDIA = "/onvif/media";

  private final Map<ServiceKind, URI> services = new EnumMap<>(ServiceKind.class);
  private final ReachableHost host;

  private ServiceTable(ReachableHost host) {
    this.host = host;
  }

  /** From the answer to GetServices. */
  static ServiceTable ofServices(XmlElement answer, ReachableHost host) {
    ServiceTable table = new ServiceTable(host);
    for (XmlElement service : answer.all("Service")) {
      for (ServiceKind kind : ServiceKind.values()) {
        if (service.text("Namespace").equals(kind.namespace())) {
          table.put(kind, service.text("XAddr"));
        }
      }
    }
    return table;
  }

  /** From the answer to GetCapabilities. */
  static ServiceTable ofCapabilities(XmlElement answer, ReachableHost host) {
    ServiceTable table = new ServiceTable(host);
    for (ServiceKind kind : ServiceKind.values()) {
      table.put(kind, answer.text("Capabilities", kind.capability(), "XAddr"));
      table.put(kind, answer.text("Capabilities", "Extension", kind.capability(), "XAddr"));
    }
    return table;
  }

  private void put(ServiceKind kind, String named) {
    URI uri = named.isBlank() ? null : host.service(named);
    if (uri != null) {
      services.putIfAbsent(kind, uri);
    }
  }

  boolean isEmpty() {
    return services.isEmpty();
  }

  Set<ServiceKind> kinds() {
    return services.isEmpty()
        ? EnumSet.noneOf(ServiceKind.class)
        : EnumSet.copyOf(services.keySet());
  }

  /** Where it is; null if it is not offered. A media service is always tried. */
  @Nullable URI find(ServiceKind kind) {
    URI named = services.get(kind);
    boolean guess = kind == ServiceKind.MEDIA && !services.containsKey(ServiceKind.MEDIA2);
    return named == null && guess ? host.service(USUAL_MEDIA) : named;
  }
}
