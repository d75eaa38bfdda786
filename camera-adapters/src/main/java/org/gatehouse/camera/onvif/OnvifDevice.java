package org.gatehouse.camera.onvif;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.gatehouse.camera.onvif.soap.DeviceClock;
import org.gatehouse.camera.onvif.soap.OnvifException;
import org.gatehouse.camera.onvif.soap.SoapCaller;
import org.gatehouse.camera.onvif.soap.SoapClient;
import org.gatehouse.camera.onvif.soap.SoapRequest;
import org.gatehouse.camera.onvif.xml.XmlElement;
import org.gatehouse.camera.onvif.xml.XmlText;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.contract.camera.LoginGuard;
import org.gatehouse.contract.camera.ProbeReport;
import org.jspecify.annotations.Nullable;

/**
 * One device that answered. Thread-safe; calls block.
 *
 * <pre>{@code
 * try (SoapClient client = new SoapClient(OnvifSettings.standard())) {
 *   OnvifDevice camera = OnvifDevice.connect(client, OnvifDevice.service("10.0.0.7"), login);
 *   List<MediaProfile> profiles = camera.media().profiles();
 * }
 * }</pre>
 */
public final class OnvifDevice {
  private static final String DEVICE = "http://www.onvif.org/ver10/device/wsdl";
  private static final String PATH = "/onvif/device_service";

  private final SoapCaller caller;
  private final URI service;
  private final ReachableHost host;
  private final DeviceClock clock;
  private final ServiceTable services;

  private OnvifDevice(SoapCaller caller, URI service, DeviceClock clock, ServiceTable services) {
    this.caller = caller;
    this.service = service;
    this.host = new ReachableHost(service);
    this.clock = clock;
    this.services = services;
  }

  /** The usual place of the device service of a host, or of a host with its port. */
  public static URI service(String host) {
    return URI.create("http://" + host + PATH);
  }

  /**
   * Reads the clock without credentials, then asks which services there are.
   *
   * @param service where its device service is
   */
  public static OnvifDevice connect(
      SoapClient client, URI service, @Nullable Credentials credentials)
      throws OnvifException, InterruptedException {
    return connect(service, client.device(service, credentials));
  }

  /** The same, under a guard that is asked before credentials are sent. */
  public static OnvifDevice connect(
      SoapClient client, URI service, @Nullable Credentials credentials, LoginGuard guard)
      throws OnvifException, InterruptedException {
    return connect(service, client.device(service, credentials, guard));
  }

  private static OnvifDevice connect(URI service, SoapCaller caller)
      throws OnvifException, InterruptedException {
    DeviceClock clock = caller.readClock(service);
    return new OnvifDevice(caller, service, clock, services(caller, service));
  }

  private static ServiceTable services(SoapCaller caller, URI service)
      throws OnvifException, InterruptedException {
    ReachableHost host = new ReachableHost(service);
    try {
      SoapRequest request =
          SoapRequest.of(DEVICE, "GetServices", "<IncludeCapability>false</IncludeCapability>");
      ServiceTable table = ServiceTable.ofServices(caller.call(service, request), host);
      if (!table.isEmpty()) {
        return table;
      }
    } catch (OnvifException e) {
      if (e.unauthorized()) {
        throw e;
      }
      // Older devices know only the other question.
    }
    SoapRequest request = SoapRequest.of(DEVICE, "GetCapabilities", "<Category>All</Category>");
    return ServiceTable.ofCapabilities(caller.call(service, request), host);
  }

  /** Its clock when it was connected. */
  public DeviceClock clock() {
    return clock;
  }

  /** What it offers. */
  public Set<ServiceKind> offers() {
    return services.kinds();
  }

  /** GetDeviceInformation. */
  public ProbeReport.Device information() throws OnvifException, InterruptedException {
    XmlElement answer = ask("GetDeviceInformation", "");
    return new ProbeReport.Device(
        XmlText.plain(answer.text("Manufacturer")),
        XmlText.plain(answer.text("Model")),
        XmlText.plain(answer.text("FirmwareVersion")),
        XmlText.plain(answer.text("SerialNumber")),
        XmlText.plain(answer.text("HardwareId")));
  }

  /** GetHostname. */
  public String hostname() throws OnvifException, InterruptedException {
    return XmlText.plain(ask("GetHostname", "").text("HostnameInformation", "Name"));
  }

  /** GetScopes. */
  public List<String> scopes() throws OnvifException, InterruptedException {
    return ask("GetScopes", "").all("Scopes").stream()
        .map(s -> XmlText.plain(s.text("ScopeItem")))
        .toList();
  }

  /** GetNTP: the servers that it is set to, by hand or by DHCP. */
  public List<String> timeServers() throws OnvifException, InterruptedException {
    return ask("GetNTP", "")
        .walk()
        .filter(e -> Set.of("IPv4Address", "IPv6Address", "DNSname").contains(e.name()))
        .map(e -> XmlText.plain(e.text()))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** Its streams; the newer service where there is one. */
  public MediaService media() throws OnvifException {
    URI newer = services.find(ServiceKind.MEDIA2);
    return newer == null ? olderMedia() : new MediaService(caller, newer, host, true);
  }

  /** Its streams by the older service; for cameras whose newer one does not work. */
  public MediaService olderMedia() throws OnvifException {
    return new MediaService(caller, need(ServiceKind.MEDIA), host, false);
  }

  /** Turning and zooming. */
  public PtzService ptz() throws OnvifException {
    return new PtzService(caller, need(ServiceKind.PTZ));
  }

  /** Brightness and the like. */
  public ImagingService imaging() throws OnvifException {
    return new ImagingService(caller, need(ServiceKind.IMAGING));
  }

  /** Privacy masks. */
  public MaskService masks() throws OnvifException {
    return new MaskService(caller, need(ServiceKind.MEDIA2));
  }

  /** Relay outputs and inputs; those of the device service where there is no other. */
  public RelayService relays() {
    return new RelayService(caller, service, services.find(ServiceKind.DEVICE_IO));
  }

  /** Pull-point subscriptions. */
  public EventService events() throws OnvifException {
    return new EventService(caller, need(ServiceKind.EVENTS), host);
  }

  private URI need(ServiceKind kind) throws OnvifException {
    URI found = services.find(kind);
    if (found == null) {
      throw caller.notOffered(kind.capability(), kind.capability() + " service");
    }
    return found;
  }

  private XmlElement ask(String operation, String inner)
      throws OnvifException, InterruptedException {
    return caller.call(service, SoapRequest.of(DEVICE, operation, inner));
  }
}
