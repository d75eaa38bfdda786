package org.gatehouse.camera.simulator;

import io.netty.channel.Channel;
import org.gatehouse.camera.rtsp.RtspRequest;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.camera.rtsp.auth.Verifier;
import org.gatehouse.camera.simulator.media.MediaPath;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/** One camera of the simulator and its timeline. Owned by the event loop after it was added. */
final class SimulatedCamera {
  private static final String NONCE = "5ca1ab1e0ddba11";

  private final String path;
  private final CameraScript script;
  private final Verifier verifier;
  private final Ticker ticker;
  private boolean started;
  private long originNanos;
  private @Nullable ClientStreams inGroup;

  SimulatedCamera(String path, CameraScript script, Ticker ticker) {
    this.path = path;
    this.script = script;
    this.ticker = ticker;
    this.verifier = verifier(script.login());
  }

  private static Verifier verifier(@Nullable Login login) {
    if (login == null) {
      return Verifier.digestMd5(new Credentials("", Secret.of("")), NONCE);
    }
    Credentials wanted = new Credentials(login.username(), Secret.of(login.password()));
    return switch (login.scheme()) {
      case BASIC -> Verifier.basic(wanted);
      case DIGEST_MD5 -> Verifier.digestMd5(wanted, NONCE);
      case DIGEST_SHA256 -> Verifier.digestSha256(wanted, NONCE);
    };
  }

  String path() {
    return path;
  }

  CameraScript script() {
    return script;
  }

  Verifier verifier() {
    return verifier;
  }

  /** Like many cameras, it tells its methods to anyone. */
  boolean lets(RtspRequest request) {
    if (script.fault() instanceof Fault.AlwaysUnauthorized) {
      return false;
    }
    return script.login() == null
        || request.method().equals("OPTIONS")
        || verifier.accepts(request.headers().first("Authorization"), request.method());
  }

  /** A client is about to play; tells the moment, at which all its tracks start. */
  long startsNow() {
    long now = ticker.nanos();
    if (!started || !script.playback().shared()) {
      started = true;
      originNanos = now;
    }
    return now;
  }

  /** Whether the group is the client's now: each would send into it once more. */
  boolean takeGroup(ClientStreams client) {
    if (inGroup == null) {
      inGroup = client;
    }
    return inGroup == client;
  }

  /** The group is free again if it was the client's. */
  void leaveGroup(ClientStreams client) {
    if (inGroup == client) {
      inGroup = null;
    }
  }

  Player player(
      Channel channel,
      MediaPath path,
      int rtpChannel,
      Track track,
      long nowNanos,
      Player.PlayerEvents events) {
    Timeline timeline = new Timeline(track, script.playback(), originNanos, nowNanos);
    return new Player(channel, path, rtpChannel, track, script, timeline, ticker, events);
  }
}
