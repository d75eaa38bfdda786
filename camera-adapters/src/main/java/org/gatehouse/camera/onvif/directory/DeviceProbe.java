package org.gatehouse.camera.onvif.directory;

import java.net.URI;
import java.util.List;
import org.gatehouse.camera.onvif.MediaProfile;
import org.gatehouse.camera.onvif.MediaService;
import org.gatehouse.camera.onvif.OnvifDevice;
import org.gatehouse.camera.onvif.ServiceKind;
import org.gatehouse.camera.onvif.soap.OnvifException;
import org.gatehouse.camera.onvif.soap.OnvifSettings;
import org.gatehouse.camera.onvif.soap.SoapClient;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.contract.camera.ProbeReport;
import org.gatehouse.contract.camera.ProbeRequest;
import org.gatehouse.contract.config.Secret;
import org.jspecify.annotations.Nullable;

/** Asks one ONVIF device everything; what it refuses does not keep the rest from being asked. */
final class DeviceProbe {
  private final @Nullable Credentials credentials;
  private final URI service;
  private final OnvifSettings settings;

  DeviceProbe(ProbeRequest request, URI service, OnvifSettings settings) {
    String user = request.username();
    Secret password = request.password();
    this.credentials =
        user == null ? null : new Credentials(user, password == null ? Secret.of("") : password);
    this.service = service;
    this.settings = settings;
  }

  private interface Question {
    void ask() throws OnvifException, InterruptedException;
  }

  void run(ProbeNotes notes) throws InterruptedException {
    try (SoapClient client = new SoapClient(settings)) {
      OnvifDevice device = OnvifDevice.connect(client, service, credentials);
      notes.offers(device.offers());
      ask(notes, () -> notes.device(device.information()));
      clock(device, notes);
      ask(notes, () -> profiles(device, notes));
      if (device.offers().contains(ServiceKind.DEVICE_IO)) {
        ask(notes, () -> relays(device, notes));
      }
    } catch (OnvifException e) {
      notes.fault(e.fault());
    }
  }

  private static void ask(ProbeNotes notes, Question question) throws InterruptedException {
    try {
      question.ask();
    } catch (OnvifException e) {
      notes.fault(e.fault());
    }
  }

  private static void clock(OnvifDevice device, ProbeNotes notes) throws InterruptedException {
    List<String> servers = List.of();
    try {
      servers = device.timeServers();
    } catch (OnvifException e) {
      notes.fault(e.fault());
    }
    var clock = device.clock();
    notes.clock(new ProbeReport.Clock(clock.offset(), clock.zone(), clock.fromNtp(), servers));
  }

  private static void relays(OnvifDevice device, ProbeNotes notes)
      throws OnvifException, InterruptedException {
    notes.relays(device.relays().outputs().stream().map(o -> o.token()).toList());
  }

  /** By the newer media service; by the older one if that answers with nothing. */
  private static void profiles(OnvifDevice device, ProbeNotes notes)
      throws OnvifException, InterruptedException {
    MediaService media = device.media();
    List<MediaProfile> profiles;
    try {
      profiles = media.profiles();
    } catch (OnvifException e) {
      if (e.unauthorized() || !device.offers().contains(ServiceKind.MEDIA)) {
        throw e;
      }
      media = device.olderMedia();
      profiles = media.profiles();
    }
    for (MediaProfile profile : profiles) {
      notes.profile(profile(profile, uri(media, profile, notes), picture(media, profile, notes)));
    }
  }

  private static @Nullable URI uri(MediaService media, MediaProfile profile, ProbeNotes notes)
      throws InterruptedException {
    try {
      return media.streamUri(profile.token(), MediaService.Carrier.RTSP);
    } catch (OnvifException e) {
      notes.fault(e.fault());
      return null;
    }
  }

  private static @Nullable URI picture(MediaService media, MediaProfile profile, ProbeNotes notes)
      throws InterruptedException {
    try {
      return media.snapshotUri(profile.token());
    } catch (OnvifException e) {
      notes.fault(e.fault());
      return null;
    }
  }

  private static ProbeReport.Profile profile(
      MediaProfile p, @Nullable URI stream, @Nullable URI picture) {
    return new ProbeReport.Profile(
        p.token(),
        p.name(),
        p.codec(),
        p.width(),
        p.height(),
        p.framesPerSecond(),
        p.kbitPerSecond(),
        stream,
        picture);
  }
}
