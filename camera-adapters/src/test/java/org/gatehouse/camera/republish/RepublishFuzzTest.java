package org.gatehouse.camera.republish;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.gatehouse.camera.Fixtures;
import org.gatehouse.camera.RepublishPulls;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.republish.PullListener;
import org.gatehouse.contract.republish.StreamLender;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * What strangers say to the server of streams. A normal run replays the committed inputs;
 * JAZZER_FUZZ=1 searches for new ones.
 */
class RepublishFuzzTest {
  private static final ParameterSets SETS = Fixtures.track().parameters();

  /** Nobody gets further than the door, whatever is said, and each request has one answer. */
  @FuzzTest
  void requests(byte[] data) {
    House house =
        new House(RepublishPulls.settings(2, Ticker.system()), new NoStreams(), new Deaf(), null);
    EmbeddedChannel channel = new EmbeddedChannel(new ClientHandler(house));
    int half = data.length / 2;
    channel.writeInbound(Unpooled.copiedBuffer(data, 0, half));
    if (channel.isOpen()) {
      channel.writeInbound(Unpooled.copiedBuffer(data, half, data.length - half));
    }
    channel.runPendingTasks();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      String said = out.toString(StandardCharsets.UTF_8);
      out.release();
      assertThat(said).startsWith("RTSP/1.0 ").doesNotContain(RepublishPulls.PASSWORD);
      boolean open = said.startsWith("RTSP/1.0 200 OK");
      assertThat(open && !said.contains("Public: ")).isFalse();
    }
    channel.finishAndReleaseAll();
    assertThat(house.sessions()).isZero();
  }

  /** A target that is taken names a camera that could be. */
  @FuzzTest
  void target(byte[] data) {
    Target target = Target.of(new String(data, StandardCharsets.UTF_8));
    if (target != null) {
      assertThat(target.stream().name()).isIn("main", "sub");
      assertThat(target.track()).isBetween(-1, 1);
    }
  }

  /** Whatever a camera's coded picture holds: packets come out, or it is left out. */
  @FuzzTest
  void picture(byte[] data) {
    if (data.length == 0) {
      return;
    }
    ParameterSets sets =
        switch (data[0] % 3) {
          case 0 -> SETS;
          case 1 -> ParameterSets.h265(SETS.sps(), SETS.sps(), SETS.pps(), 320, 240);
          default -> ParameterSets.mjpeg(320, 240);
        };
    OutStream stream = new OutStream(OutTrack.video(sets), 0, new int[] {1, 2, 3});
    AccessUnit unit = new AccessUnit(sets, 1, 1, true, 0, data);
    ByteBuf out = Unpooled.buffer();
    boolean whole = Feeder.write(stream, unit, out);
    while (whole && out.isReadable()) {
      assertThat(out.readByte()).isEqualTo((byte) '$');
      out.skipBytes(1);
      out.skipBytes(out.readUnsignedShort());
    }
    out.release();
  }

  private record NoStreams() implements StreamLender {
    @Override
    public @Nullable StreamSource find(StreamId stream) {
      return null;
    }

    @Override
    public Loan want(StreamId stream) {
      return () -> {};
    }
  }

  private record Deaf() implements PullListener {
    @Override
    public void began(Pull pull) {
      throw new AssertionError("nobody may pull");
    }

    @Override
    public void ended(Pull pull, long seconds, long bytes, String why) {
      throw new AssertionError("nobody pulled");
    }

    @Override
    public void refused(String user, String asked, String client, String why) {}
  }
}
