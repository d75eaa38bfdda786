package org.gatehouse.camera.onvif;

import java.net.URI;
import java.util.List;
import org.gatehouse.camera.onvif.soap.OnvifException;
import org.gatehouse.camera.onvif.soap.SoapCaller;
import org.gatehouse.camera.onvif.soap.SoapRequest;
import org.gatehouse.camera.onvif.xml.XmlElement;
import org.gatehouse.camera.onvif.xml.XmlText;
import org.jspecify.annotations.Nullable;

/** Profiles and their addresses, by Media (ver10) or Media2 (ver20). */
public final class MediaService {
  private static final int MAX_PROFILES = 64;

  private final SoapCaller caller;
  private final URI service;
  private final ReachableHost host;
  private final boolean second;

  MediaService(SoapCaller caller, URI service, ReachableHost host, boolean second) {
    this.caller = caller;
    this.service = service;
    this.host = host;
    this.second = second;
  }

  /** How RTP travels. */
  public enum Carrier {
    /** Interleaved with RTSP. */
    RTSP,
    /** Datagrams. */
    UDP
  }

  /** GetProfiles, at most 64. */
  public List<MediaProfile> profiles() throws OnvifException, InterruptedException {
    XmlElement answer = ask("GetProfiles", second ? "<Type>All</Type>" : "");
    return answer.all("Profiles").stream().limit(MAX_PROFILES).map(MediaProfile::read).toList();
  }

  /** GetStreamUri, at the host that answers us; null if what the camera names is no RTSP URL. */
  public @Nullable URI streamUri(String profile, Carrier carrier)
      throws OnvifException, InterruptedException {
    return host.stream(
        named(ask("GetStreamUri", second ? second(profile, carrier) : first(profile, carrier))));
  }

  private static String second(String profile, Carrier carrier) {
    return "<Protocol>"
        + (carrier == Carrier.UDP ? "RtspUnicast" : "RTSP")
        + "</Protocol><ProfileToken>"
        + XmlText.escape(profile)
        + "</ProfileToken>";
  }

  private static String first(String profile, Carrier carrier) {
    return "<StreamSetup><tt:Stream>RTP-Unicast</tt:Stream><tt:Transport><tt:Protocol>"
        + carrier
        + "</tt:Protocol></tt:Transport></StreamSetup><ProfileToken>"
        + XmlText.escape(profile)
        + "</ProfileToken>";
  }

  /** GetSnapshotUri, at the host that answers us; null if it has none. */
  public @Nullable URI snapshotUri(String profile) throws OnvifException, InterruptedException {
    String token = "<ProfileToken>" + XmlText.escape(profile) + "</ProfileToken>";
    String named = named(ask("GetSnapshotUri", token));
    return named.isEmpty() ? null : host.service(named);
  }

  /** Fetches a still picture from where {@link #snapshotUri} said. */
  public SoapCaller.Picture snapshot(URI uri) throws OnvifException, InterruptedException {
    return caller.fetch(uri);
  }

  private static String named(XmlElement answer) {
    String inner = answer.text("MediaUri", "Uri");
    return inner.isEmpty() ? answer.text("Uri") : inner;
  }

  private XmlElement ask(String operation, String inner)
      throws OnvifException, InterruptedException {
    String namespace = (second ? ServiceKind.MEDIA2 : ServiceKind.MEDIA).namespace();
    return caller.call(service, SoapRequest.of(namespace, operation, inner));
  }
}
