package org.gatehouse.camera.onvif.directory;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.gatehouse.camera.onvif.discovery.Discovery;
import org.gatehouse.camera.onvif.soap.OnvifSettings;
import org.gatehouse.contract.camera.CameraDirectory;
import org.gatehouse.contract.camera.DiscoveryRequest;
import org.gatehouse.contract.camera.ProbeReport;
import org.gatehouse.contract.camera.ProbeRequest;

/** Finds and asks cameras by ONVIF, and by RTSP where only that is given. Thread-safe. */
public final class OnvifDirectory implements CameraDirectory {
  private static final String PATH = "/onvif/device_service";

  private final Discovery discovery;
  private final OnvifSettings settings;

  /** For ServiceLoader. */
  public OnvifDirectory() {
    this(new Discovery(), OnvifSettings.standard());
  }

  OnvifDirectory(Discovery discovery, OnvifSettings settings) {
    this.discovery = discovery;
    this.settings = settings;
  }

  @Override
  public void discover(DiscoveryRequest request, Listener listener) throws InterruptedException {
    discovery.find(request, listener);
  }

  @Override
  public ProbeReport probe(ProbeRequest request) throws InterruptedException {
    URI target = target(request.target());
    ProbeNotes notes = new ProbeNotes(request.target());
    StreamWatch watch = new StreamWatch(request);
    if (target.getScheme().startsWith("rtsp")) {
      notes.saw(watch.look(target));
    } else {
      new DeviceProbe(request, target, settings.withAnyCertificate(request.trustAnyCertificate()))
          .run(notes);
      if (request.watch()) {
        for (URI stream : notes.streams()) {
          notes.saw(watch.look(stream));
        }
      }
    }
    return notes.report();
  }

  /** A URL with scheme and path; a host alone means its usual device service. */
  static URI target(String text) {
    String whole = text.contains("://") ? text : "http://" + text;
    try {
      URI uri = new URI(whole);
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getHost() == null || uri.getUserInfo() != null || !scheme.matches("https?|rtsps?")) {
        throw refused();
      }
      boolean bare = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
      return scheme.startsWith("http") && bare ? uri.resolve(PATH) : uri;
    } catch (URISyntaxException e) {
      throw refused();
    }
  }

  /** Does not repeat what was typed: there may be a password in it. */
  private static IllegalArgumentException refused() {
    return new IllegalArgumentException(
        "the camera must be a host, or an http, https, rtsp or rtsps URL without user and password");
  }
}
