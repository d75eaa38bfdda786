package org.gatehouse.camera.simulator.fleet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.camera.packing.NalCodec;
import org.gatehouse.camera.simulator.media.MediaPath;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final long INTERVAL = 40_000_000;
  private static final int BIG = 3000;

  /** Groups of two pictures: parameter sets and a big IDR slice, then a small slice. */
  private static byte[] stream(int gops) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int gop = 0; gop < gops; gop++) {
      unit(out, 0x67, 0x42, 0xc0, 0x1e, 0x11);
      unit(out, 0x68, 0xce, 0x11);
      out.writeBytes(new byte[] {0, 0, 0, 1, 0x65, (byte) 0x88});
      for (int i = 2; i < BIG; i++) {
        out.write(gop + 1);
      }
      unit(out, 0x41, 0x9a, gop + 1);
    }
    return out.toByteArray();
  }

  private static void unit(ByteArrayOutputStream out, int... bytes) {
    out.writeBytes(new byte[] {0, 0, 1});
    for (int b : bytes) {
      out.write(b);
    }
  }

  private static PackedClip clip(int gops) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ClipPacker.pack(
        NalCodec.H264,
        25,
        new ByteArrayInputStream(stream(gops)),
        new DataOutputStream(file),
        done -> {});
    return PackedClip.of(file.toByteArray());
  }

  private static FleetCamera camera(PackedClip clip) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new FleetCamera(
        new FleetScript("cam", address, clip, 0, Map.of("still", clip(1)), null), 1, INTERVAL);
  }

  /** Keeps what a client would get. */
  private static final class Kept implements MediaPath {
    final List<byte[]> pictures = new ArrayList<>();
    boolean writable = true;

    @Override
    public boolean writable() {
      return writable;
    }

    @Override
    public void send(ByteBuf packets) {
      byte[] bytes = new byte[packets.readableBytes()];
      packets.readBytes(bytes);
      pictures.add(bytes);
      packets.release();
    }

    @Override
    public void close() {}
  }

  @Test
  void pack_stream_indexesPicturesAndGroups() throws IOException {
    PackedClip clip = clip(3);

    assertEquals(6, clip.pictures());
    assertEquals(3, clip.gops());
    assertEquals(2, clip.gopStart(1));
    assertEquals(4, clip.gopEnd(1));
    assertArrayEquals(
        new byte[] {0x67, 0x42, (byte) 0xc0, 0x1e, 0x11}, clip.parameterSets().getFirst());
  }

  @Test
  void pack_bigUnit_isCutIntoFragmentsAndMarkedAtItsEnd() throws IOException {
    PackedClip clip = clip(1);
    ByteBuf out = Unpooled.buffer();
    clip.copy(0, out);
    List<Integer> markers = new ArrayList<>();
    int payload = 0;
    for (int at = 0; at < out.writerIndex(); ) {
      int length = out.getUnsignedShort(at + 2);
      assertTrue(length <= 1412);
      markers.add(out.getUnsignedByte(at + 5) >> 7);
      boolean fragment = (out.getByte(at + 16) & 0x1f) == 28;
      payload += fragment ? length - 14 : 0;
      at += 4 + length;
    }
    assertEquals(List.of(0, 0, 0, 0, 1), markers);
    assertEquals(BIG - 1, payload);
  }

  @Test
  void open_cutOffFile_isRefused() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ClipPacker.pack(
        NalCodec.H264,
        25,
        new ByteArrayInputStream(stream(1)),
        new DataOutputStream(file),
        done -> {});
    byte[] cut = java.util.Arrays.copyOf(file.toByteArray(), 1000);
    assertThrows(IOException.class, () -> PackedClip.of(cut));
  }

  @Test
  void order_manyPasses_showsAllAndRepeatsNoneWithinHalfAClip() {
    int gops = 20;
    GopOrder order = new GopOrder(gops, 7, 1);
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < 10 * gops; i++) {
      shown.add(order.next());
    }
    assertEquals(List.of(7, 8, 9), shown.subList(0, 3));
    for (int i = 0; i + gops / 2 <= shown.size(); i++) {
      Set<Integer> half = new HashSet<>(shown.subList(i, i + gops / 2));
      assertEquals(gops / 2, half.size(), "a group comes again too soon at " + i);
    }
    for (int i = 0; i < shown.size(); i += gops) {
      assertEquals(gops, new HashSet<>(shown.subList(i, i + gops)).size());
    }
  }

  @Test
  void tick_clientJoins_getsPicturesFromAKeyPictureOnAndWhenDue() throws IOException {
    FleetCamera camera = camera(clip(4));
    Kept kept = new Kept();
    camera.tick(INTERVAL, 0);
    camera.play(new EmbeddedChannel(), kept, 0);

    camera.tick(2 * INTERVAL, 0);
    assertEquals(0, kept.pictures.size());
    camera.tick(3 * INTERVAL - 1, 0);
    assertEquals(0, kept.pictures.size());
    camera.tick(4 * INTERVAL, 0);
    assertEquals(2, kept.pictures.size());
    assertEquals(2, camera.counters().units);
  }

  @Test
  void tick_slowClient_missesUpToAKeyPictureAndIsCounted() throws IOException {
    FleetCamera camera = camera(clip(4));
    Kept kept = new Kept();
    camera.play(new EmbeddedChannel(), kept, 0);
    camera.tick(INTERVAL, 0);
    kept.writable = false;
    camera.tick(3 * INTERVAL, 0);
    kept.writable = true;
    camera.tick(4 * INTERVAL, 0);
    camera.tick(5 * INTERVAL, 0);

    assertEquals(2, kept.pictures.size());
    assertEquals(3, camera.counters().skipped);
  }

  @Test
  void fault_stall_sendsNothingUntilItIsOver() throws IOException {
    FleetCamera camera = camera(clip(4));
    Kept kept = new Kept();
    camera.play(new EmbeddedChannel(), kept, 0);
    camera.fault(new FleetFault.Stall());
    camera.tick(4 * INTERVAL, 0);
    assertEquals(0, kept.pictures.size());
    camera.fault(new FleetFault.None());
    camera.tick(6 * INTERVAL, 0);
    assertEquals(2, kept.pictures.size());
  }

  @Test
  void fault_freezeLoop_repeatsOneGroupByteForByte() throws IOException {
    PictureFeed feed = new PictureFeed(clip(4), 0, 1);
    feed.next();
    feed.loop();
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      shown.add(feed.picture());
      feed.next();
    }
    assertEquals(List.of(0, 1, 0, 1, 0), shown);
    feed.resume();
    feed.next();
    assertEquals(2, feed.picture());
  }

  @Test
  void parse_everyWord_givesItsFault() {
    assertEquals(new FleetFault.Reboot(Duration.ofSeconds(5)), FleetFault.parse("reboot:5"));
    assertEquals(new FleetFault.BadNetwork(50, 20), FleetFault.parse("network:50:20"));
    assertEquals(new FleetFault.Show("still-clock"), FleetFault.parse("show:still-clock"));
    assertThrows(IllegalArgumentException.class, () -> FleetFault.parse("reboot"));
    assertThrows(IllegalArgumentException.class, () -> FleetFault.parse("sulk"));
  }
}
