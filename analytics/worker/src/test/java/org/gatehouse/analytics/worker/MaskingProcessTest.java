package org.gatehouse.analytics.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.gatehouse.analytics.protocol.engine.WorkerAnalyticsProvider;
import org.gatehouse.analytics.worker.decode.VideoDecoder;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.VideoCodec;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.AnalyticsProvider;
import org.gatehouse.contract.vision.MaskedStream;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.contract.vision.PicturePoint;
import org.gatehouse.contract.vision.StreamMasker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real process on real pictures: what comes out is black where it has to be. */
@Timeout(120)
class MaskingProcessTest {
  private static final int PATIENCE_SECONDS = 60;
  private static final int BLACK = 16;
  private static final int ROUNDING = 6;

  /** The left half of the picture. */
  private static final PictureArea LEFT =
      new PictureArea(
          List.of(
              new PicturePoint(0, 0),
              new PicturePoint(0.5, 0),
              new PicturePoint(0.5, 1),
              new PicturePoint(0, 1)));

  @TempDir Path temp;

  private final BlockingQueue<AccessUnit> covered = new LinkedBlockingQueue<>();

  private StreamMasker masker() {
    return new WorkerAnalyticsProvider()
        .masker(new AnalyticsProvider.Settings(command(), temp.resolve("run"), Ticker.system()));
  }

  private static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        Main.class.getName());
  }

  private List<AccessUnit> take(int count) throws InterruptedException {
    List<AccessUnit> taken = new ArrayList<>();
    while (taken.size() < count) {
      AccessUnit next = covered.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(next).as("picture " + taken.size()).isNotNull();
      taken.add(next);
    }
    return taken;
  }

  @Test
  void publish_pictures_comeOutCoveredWithTheirTimesAndKeys() throws Exception {
    List<AccessUnit> source = CodedTestVideo.h265(12, "yuv420p");
    try (StreamMasker masker = masker()) {
      MaskedStream stream =
          masker.open(StreamId.main(new CameraId("a")), List.of(LEFT), covered::add);
      source.forEach(stream::publish);
      List<AccessUnit> out = take(12);

      assertThat(stream.trouble()).isNull();
      assertThat(out)
          .extracting(AccessUnit::epochMicros)
          .isEqualTo(source.stream().map(AccessUnit::epochMicros).toList());
      assertThat(out)
          .extracting(AccessUnit::ticks)
          .isEqualTo(source.stream().map(AccessUnit::ticks).toList());
      for (int i = 0; i < source.size(); i++) {
        assertThat(out.get(i).randomAccess() || !source.get(i).randomAccess()).isTrue();
      }
      assertThat(out.getFirst().parameters().codec()).isEqualTo(VideoCodec.H264);
      assertCovered(out);
    }
  }

  @Test
  void publish_processDies_goesOnWithTheNextKeyPictureAndNeverShowsTheArea() throws Exception {
    List<AccessUnit> source = CodedTestVideo.mjpeg(8);
    try (StreamMasker masker = masker()) {
      MaskedStream stream =
          masker.open(StreamId.main(new CameraId("a")), List.of(LEFT), covered::add);
      source.subList(0, 4).forEach(stream::publish);
      assertCovered(take(4));
      ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
      while (stream.trouble() == null) {
        Thread.sleep(10);
      }
      source.subList(4, 8).forEach(stream::publish);

      List<AccessUnit> after = take(4);
      assertThat(after.getFirst().randomAccess()).isTrue();
      assertThat(stream.trouble()).isNull();
      stream.close();
      source.forEach(stream::publish);
      assertThat(covered.poll(200, TimeUnit.MILLISECONDS)).as("it is closed").isNull();
    }
  }

  private static void assertCovered(List<AccessUnit> units) {
    int pictures = 0;
    try (VideoDecoder decoder = new VideoDecoder(units.getFirst().parameters(), false)) {
      for (AccessUnit unit : units) {
        assertThat(decoder.send(unit)).isTrue();
        for (AVFrame frame = decoder.receive(); frame != null; frame = decoder.receive()) {
          assertCovered(frame);
          pictures++;
        }
      }
    }
    assertThat(pictures).isEqualTo(units.size());
  }

  private static void assertCovered(AVFrame frame) {
    int black = frame.color_range() == 2 ? 0 : BLACK;
    for (int y = 4; y < frame.height(); y += 16) {
      BytePointer row = frame.data(0).getPointer((long) y * frame.linesize(0));
      for (int x = 4; x < frame.width() / 2 - 8; x += 16) {
        assertThat(row.get(x) & 0xff).as(x + "," + y).isCloseTo(black, within(ROUNDING));
      }
      assertThat(row.get(frame.width() * 3L / 4) & 0xff).isGreaterThan(black + 2 * ROUNDING);
    }
  }
}
