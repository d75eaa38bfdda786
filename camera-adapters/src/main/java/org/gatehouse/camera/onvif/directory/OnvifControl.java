package org.gatehouse.camera.onvif.directory;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.gatehouse.camera.onvif.MediaProfile;
import org.gatehouse.camera.onvif.OnvifDevice;
import org.gatehouse.camera.onvif.PtzService;
import org.gatehouse.camera.onvif.ServiceKind;
import org.gatehouse.camera.onvif.soap.OnvifException;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.contract.camera.CameraControl;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.ControlException;
import org.gatehouse.contract.camera.DeviceSpec;
import org.gatehouse.contract.camera.LoginGuard;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.vision.PictureArea;
import org.jspecify.annotations.Nullable;

/**
 * One camera by ONVIF: connected to by the first call, and anew after each that failed. One call at
 * a time; the lock is held while the camera answers.
 */
final class OnvifControl implements CameraControl {
  private final DeviceSpec spec;
  private final LoginGuard guard;
  private final SoapClients clients;

  /** Guarded by the lock, as what was found out about it. */
  private @Nullable OnvifDevice device;

  private @Nullable String turning;

  OnvifControl(DeviceSpec spec, LoginGuard guard, SoapClients clients) {
    this.spec = spec;
    this.guard = guard;
    this.clients = clients;
  }

  /** Something that is asked of the camera. */
  private interface Wish<T> {
    T ask(OnvifDevice camera) throws OnvifException, InterruptedException;
  }

  /** Something to be done with the profile that turns. */
  private interface Turn<T> {
    T ask(PtzService ptz, String profile) throws OnvifException, InterruptedException;
  }

  private synchronized <T> T ask(Wish<T> wish) throws ControlException, InterruptedException {
    boolean done = false;
    try {
      OnvifDevice known = device;
      OnvifDevice camera =
          known == null
              ? OnvifDevice.connect(clients.of(spec), spec.service(), credentials(spec), guard)
              : known;
      device = camera;
      T answer = wish.ask(camera);
      done = true;
      return answer;
    } catch (OnvifException e) {
      throw new ControlException(e.fault());
    } finally {
      if (!done) {
        device = null;
        turning = null;
      }
    }
  }

  static @Nullable Credentials credentials(DeviceSpec spec) {
    String user = spec.username();
    Secret password = spec.password();
    return user == null ? null : new Credentials(user, password == null ? Secret.of("") : password);
  }

  private <T> T turn(Turn<T> turn) throws ControlException, InterruptedException {
    return ask(camera -> turn.ask(camera.ptz(), profile(camera)));
  }

  private synchronized String profile(OnvifDevice camera)
      throws OnvifException, InterruptedException {
    String known = turning;
    if (known != null) {
      return known;
    }
    String found =
        camera.media().profiles().stream()
            .filter(MediaProfile::turns)
            .map(MediaProfile::token)
            .findFirst()
            .orElseThrow(
                () ->
                    new OnvifException(
                        String.valueOf(spec.service().getHost()),
                        new CameraFault(
                            CameraFault.Kind.NOT_FOUND,
                            "GetProfiles",
                            "none of its profiles can be turned or zoomed",
                            "give one a PTZ configuration in the camera, if it has a motor")));
    turning = found;
    return found;
  }

  @Override
  public boolean turns() throws ControlException, InterruptedException {
    return ask(OnvifControl::turns);
  }

  static boolean turns(OnvifDevice camera) throws OnvifException, InterruptedException {
    return camera.offers().contains(ServiceKind.PTZ)
        && camera.media().profiles().stream().anyMatch(MediaProfile::turns);
  }

  @Override
  public void move(double pan, double tilt, double zoom, Duration atMost)
      throws ControlException, InterruptedException {
    PtzService.Vector speed = new PtzService.Vector(pan, tilt, zoom);
    turn(
        (ptz, profile) -> {
          ptz.move(profile, speed, atMost);
          return true;
        });
  }

  @Override
  public void stop() throws ControlException, InterruptedException {
    turn(
        (ptz, profile) -> {
          ptz.stop(profile);
          return true;
        });
  }

  @Override
  public List<Preset> presets() throws ControlException, InterruptedException {
    return turn(PtzService::presets).stream()
        .map(preset -> new Preset(preset.token(), preset.name()))
        .toList();
  }

  @Override
  public void goTo(String preset) throws ControlException, InterruptedException {
    turn(
        (ptz, profile) -> {
          ptz.goTo(profile, preset);
          return true;
        });
  }

  @Override
  public List<PictureArea> mask(URI stream, List<PictureArea> areas)
      throws ControlException, InterruptedException {
    return ask(camera -> MaskSetting.of(camera, stream).keep(areas));
  }
}
