package org.gatehouse.camera.simulator;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.camera.rtsp.TransportHeader;
import org.gatehouse.camera.simulator.media.DatagramPath;
import org.gatehouse.camera.simulator.media.InterleavedPath;
import org.gatehouse.camera.simulator.media.MediaPath;
import org.gatehouse.camera.simulator.media.Network;
import org.gatehouse.camera.transport.Futures;
import org.jspecify.annotations.Nullable;

/** The media streams of one client: set up one by one, then played. Owned by its event loop. */
final class ClientStreams {
  private record SetUp(MediaPath path, int rtpChannel) {}

  private final Channel channel;
  private final Map<Integer, SetUp> setUp = new TreeMap<>();
  private final List<Player> players = new ArrayList<>();
  private @Nullable SimulatedCamera groupOf;

  ClientStreams(Channel channel) {
    this.channel = channel;
  }

  /**
   * Agrees on the way of one track.
   *
   * @param asked the request's Transport header
   * @return the reply's
   * @throws IOException if the camera has no such way
   */
  String setUp(SimulatedCamera camera, int track, String asked) throws IOException {
    if (track >= camera.script().tracks().size()) {
      throw new IOException("no track " + track);
    }
    TransportHeader transport = TransportHeader.parse(asked, 2 * track);
    if (transport.protocol().contains("TCP")) {
      int rtp = transport.rtpChannel();
      put(track, new SetUp(new InterleavedPath(channel), rtp));
      return "RTP/AVP/TCP;unicast;interleaved=" + rtp + "-" + (rtp + 1);
    }
    DatagramPath datagrams =
        transport.multicast()
            ? DatagramPath.multicast(channel, group(camera, track), () -> Network.GOOD)
            : DatagramPath.open(channel, asked, () -> Network.GOOD);
    put(track, new SetUp(datagrams, 0));
    return datagrams.transport();
  }

  private InetSocketAddress group(SimulatedCamera camera, int track) throws IOException {
    InetSocketAddress group = camera.script().group();
    if (group == null || !camera.takeGroup(this)) {
      throw new IOException("no group, or others have it");
    }
    groupOf = camera;
    return new InetSocketAddress(group.getAddress(), group.getPort() + 2 * track);
  }

  private void put(int track, SetUp way) {
    SetUp before = setUp.put(track, way);
    if (before != null) {
      before.path.close();
    }
  }

  /** Plays what was set up, once; with the video's end everything ends. */
  void play(SimulatedCamera camera, Player.PlayerEvents events) {
    if (!players.isEmpty()) {
      return;
    }
    long now = camera.startsNow();
    List<Track> tracks = camera.script().tracks();
    setUp.forEach(
        (track, way) ->
            players.add(
                camera.player(
                    channel,
                    way.path,
                    way.rtpChannel,
                    tracks.get(track),
                    now,
                    track == 0 ? closing(events) : new Player.PlayerEvents() {})));
    List.copyOf(players).forEach(Player::run);
  }

  private Player.PlayerEvents closing(Player.PlayerEvents events) {
    return new Player.PlayerEvents() {
      @Override
      public void playing(long trackMicros) {
        events.playing(trackMicros);
      }

      @Override
      public void ended(boolean completed) {
        if (completed) {
          Futures.forget(
              channel
                  .writeAndFlush(Unpooled.EMPTY_BUFFER)
                  .addListener(ChannelFutureListener.CLOSE));
        }
        events.ended(completed);
      }
    };
  }

  void stop() {
    players.forEach(Player::stop);
    players.clear();
    setUp.values().forEach(way -> way.path.close());
    setUp.clear();
    if (groupOf != null) {
      groupOf.leaveGroup(this);
      groupOf = null;
    }
  }
}
