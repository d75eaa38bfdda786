package org.gatehouse.camera.simulator.fleet;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.gatehouse.camera.rtsp.RtspRequest;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.camera.rtsp.auth.Verifier;
import org.gatehouse.camera.simulator.Login;
import org.gatehouse.camera.simulator.media.MediaPath;
import org.gatehouse.camera.simulator.media.Network;
import org.gatehouse.camera.transport.Futures;
import org.gatehouse.contract.config.Secret;
import org.jspecify.annotations.Nullable;

/**
 * One camera: its clock, what it shows, its connections and what it does wrong. Time comes in with
 * each tick. Owned by the event loop.
 */
final class FleetCamera {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int TICKS_PER_SECOND = 90_000;
  private static final int REPORT_SECONDS = 5;

  /** Later than this, a camera does not catch up but leaves pictures out, as a busy one does. */
  private static final long MOST_LATE = 2 * NANOS_PER_SECOND;

  private static final String NONCE = "f1ee7ca9e0a11";
  private static final int GARBAGE_BYTES = 300;

  private final FleetScript script;
  private final PictureFeed feed;
  private final Random random;
  private final @Nullable Verifier verifier;
  private final Counters counters = new Counters();
  private final Set<Channel> connections = new LinkedHashSet<>();
  private final Set<Channel> forgotten = new LinkedHashSet<>();
  private final List<FleetPlayer> players = new ArrayList<>();
  private final long interval;
  private FleetFault fault = new FleetFault.None();
  private long dueNanos;
  private long pictures;
  private boolean paused;

  /** A camera whose first picture is due at that time. */
  FleetCamera(FleetScript script, long seed, long firstDueNanos) {
    PackedClip clip = script.clip();
    this.script = script;
    this.random = new Random(seed);
    this.feed = new PictureFeed(clip, (int) (script.start() * clip.gops()), seed);
    this.interval = NANOS_PER_SECOND / clip.framesPerSecond();
    this.dueNanos = firstDueNanos;
    this.verifier = verifier(script.login());
  }

  private static @Nullable Verifier verifier(@Nullable Login login) {
    if (login == null) {
      return null;
    }
    Credentials wanted = new Credentials(login.username(), Secret.of(login.password()));
    return switch (login.scheme()) {
      case BASIC -> Verifier.basic(wanted);
      case DIGEST_MD5 -> Verifier.digestMd5(wanted, NONCE);
      case DIGEST_SHA256 -> Verifier.digestSha256(wanted, NONCE);
    };
  }

  FleetScript script() {
    return script;
  }

  FleetFault fault() {
    return fault;
  }

  Counters counters() {
    return counters;
  }

  /**
   * Sends all pictures that are due.
   *
   * @param ntp the 64-bit NTP time now
   * @return by how many nanoseconds the oldest of them was late
   */
  long tick(long nowNanos, long ntp) {
    long late = nowNanos - dueNanos;
    if (late > MOST_LATE) {
      dueNanos = nowNanos;
    }
    while (nowNanos - dueNanos >= 0) {
      dueNanos += interval;
      feed.next();
      pictures++;
      if (!paused && !(fault instanceof FleetFault.Stall)) {
        send(ntp);
      }
    }
    return Math.max(0, late);
  }

  private void send(long ntp) {
    int rate = script.clip().framesPerSecond();
    int ticks = (int) (pictures * TICKS_PER_SECOND / rate);
    long told = fault instanceof FleetFault.WrongClock wrong ? shifted(ntp, wrong.off()) : ntp;
    boolean report = pictures % ((long) REPORT_SECONDS * rate) == 0;
    boolean dirty = fault instanceof FleetFault.Garbage && pictures % rate == 0;
    for (FleetPlayer player : players) {
      if (dirty) {
        player.garbage(garbage());
      }
      player.picture(feed, ticks, told, report);
    }
  }

  private static long shifted(long ntp, Duration off) {
    return ntp + (off.toSeconds() << 32);
  }

  private byte[] garbage() {
    byte[] bytes = new byte[GARBAGE_BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  void pause(boolean wanted) {
    paused = wanted;
  }

  /** Starts to do something wrong, or stops; sets in with the next picture. */
  void fault(FleetFault wanted) {
    dropForgotten();
    feed.resume();
    fault = wanted;
    switch (wanted) {
      case FleetFault.FreezeLoop loop -> feed.loop();
      case FleetFault.Show show -> show(show.clip());
      case FleetFault.HalfOpen halfOpen -> forget();
      case FleetFault.Reboot reboot -> reset();
      case FleetFault.Unauthorized unauthorized -> reset();
      case FleetFault.SlowStart slow -> reset();
      case FleetFault.None none -> {}
      case FleetFault.Stall stall -> {}
      case FleetFault.WrongClock clock -> {}
      case FleetFault.BadNetwork network -> {}
      case FleetFault.Garbage garbage -> {}
    }
  }

  private void show(String name) {
    PackedClip clip = script.others().get(name);
    if (clip == null) {
      throw new IllegalArgumentException(
          "camera " + script.id() + " has no clip '" + name + "' to show");
    }
    feed.show(clip);
  }

  /** The connections stay open, but nothing is read from or written to them any more. */
  private void forget() {
    players.clear();
    counters.players = 0;
    for (Channel channel : connections) {
      channel.config().setAutoRead(false);
      forgotten.add(channel);
    }
  }

  private void dropForgotten() {
    Set.copyOf(forgotten).forEach(channel -> Futures.forget(channel.close()));
    forgotten.clear();
  }

  private void reset() {
    Set.copyOf(connections).forEach(FleetConnection::reset);
  }

  /** Whether that connection is one that the camera forgot. */
  boolean forgot(Channel channel) {
    return forgotten.contains(channel);
  }

  void connected(Channel channel) {
    connections.add(channel);
    counters.connected();
  }

  void disconnected(Channel channel) {
    connections.remove(channel);
    forgotten.remove(channel);
    counters.disconnected();
  }

  /** Like many cameras, it tells its methods to anyone. */
  boolean lets(RtspRequest request) {
    String given = request.headers().first("Authorization");
    boolean open = verifier == null || request.method().equals("OPTIONS");
    boolean good =
        !(fault instanceof FleetFault.Unauthorized)
            && (open || (verifier != null && verifier.accepts(given, request.method())));
    if (!good && given != null) {
      counters.refusedLogins++;
    }
    return good;
  }

  /** The WWW-Authenticate value. */
  String challenge() {
    return verifier == null
        ? Verifier.digestMd5(new Credentials("", Secret.of("")), NONCE).challenge()
        : verifier.challenge();
  }

  String sdp() {
    return FleetSdp.of(script.clip());
  }

  /** What the network does to its datagrams now. */
  Network network() {
    return fault instanceof FleetFault.BadNetwork bad ? bad : Network.GOOD;
  }

  FleetPlayer play(Channel channel, MediaPath path, int rtpChannel) {
    FleetPlayer player = new FleetPlayer(channel.alloc(), path, rtpChannel, counters, random);
    players.add(player);
    counters.players++;
    counters.sessions++;
    return player;
  }

  void stop(FleetPlayer player) {
    if (players.remove(player)) {
      counters.players--;
    }
    player.close();
  }
}
