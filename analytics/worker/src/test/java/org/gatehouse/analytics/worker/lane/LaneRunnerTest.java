package org.gatehouse.analytics.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gatehouse.analytics.messages.LaneReport;
import org.gatehouse.analytics.worker.FakeAnalyzers;
import org.gatehouse.analytics.worker.TestVideo;
import org.gatehouse.analytics.worker.decode.LaneDecoder;
import org.gatehouse.analytics.worker.mask.Masks;
import org.gatehouse.analytics.worker.passage.Finding;
import org.gatehouse.analytics.worker.passage.LaneOrder;
import org.gatehouse.analytics.worker.passage.SpareCore;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.FaceLimits;
import org.gatehouse.contract.vision.LaneKind;
import org.gatehouse.contract.vision.LaneView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LaneRunnerTest {
  private static final long START = 1_700_000_000_000_000L;
  private final Line line = new Line();
  private final LaneRunner lane = lane(new FakeAnalyzers());

  private LaneRunner lane(FakeAnalyzers analyzers) {
    return new LaneRunner(
        1,
        "gate/main",
        Masks.NONE,
        analyzers.create(
            new LaneOrder(LaneKind.VEHICLE, List.of(), 0.01, LaneView.ALL, FaceLimits.USUAL),
            SpareCore.NONE),
        new CoreShare(Ticker.system()).lane(1),
        line,
        Ticker.system());
  }

  @Test
  void close_queuedUnitsAreDecodedAndTracksFinishedFirst() throws Exception {
    LaneDecoder.preload();
    List<AccessUnit> video = TestVideo.encode(40, START);
    for (int i = 0; i < video.size(); i++) {
      lane.offer(i, video.get(i));
    }
    lane.close();
    lane.start();
    line.closed.await();
    for (long seq = 0; seq < video.size(); seq++) {
      assertThat(line.said).containsSubsequence("decoding " + seq, "decoded " + seq);
    }
    assertThat(line.said).last().isEqualTo("found END");
    assertThat(line.decoded).isEqualTo(40);
    // All but the last ones had more than two waiting behind them: those were decoded only.
    assertThat(line.analysed).isBetween(1L, 4L);
    assertThat(line.skipped + line.analysed).isEqualTo(40);
    assertThat(line.mostWaiting).isLessThanOrEqualTo(LaneRunner.MOST_WAITING);
  }

  @Test
  void restart_sameTimesAgain_areNotAnalysedAgain() throws Exception {
    LaneDecoder.preload();
    List<AccessUnit> video = TestVideo.encode(10, START);
    lane.start();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < video.size(); i++) {
        lane.offer(round * 10L + i, video.get(i));
        String decoded = "decoded " + (round * 10L + i);
        while (!decoded.equals(line.said.poll(1, TimeUnit.MINUTES))) {
          assertThat(line.closed.getCount()).isEqualTo(1);
        }
      }
      lane.restart();
    }
    lane.close();
    line.closed.await();
    assertThat(line.decoded).isEqualTo(20);
    assertThat(line.detections).isEqualTo(10);
  }

  @Test
  void run_analysisDiesOfAnError_theEngineLineIsToldThatItCannotGoOn() throws Exception {
    LaneDecoder.preload();
    List<AccessUnit> video = TestVideo.encode(2 * FakeAnalyzers.DIES_AT, START);
    LaneRunner dying = lane(FakeAnalyzers.dying());
    dying.start();
    String said = "";
    for (int i = 0; !said.startsWith("failed"); i++) {
      dying.offer(i, video.get(i));
      while (!said.equals("decoded " + i) && !said.startsWith("failed")) {
        said = Objects.requireNonNull(line.said.poll(1, TimeUnit.MINUTES));
      }
    }
    assertThat(said).isEqualTo("failed 1 a library is missing");
  }

  private static final class Line implements EngineLine {
    final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    final CountDownLatch closed = new CountDownLatch(1);

    // Read once closed.
    long decoded;
    long skipped;
    long analysed;
    long mostWaiting;
    long detections;

    @Override
    public void failed(int lane, Throwable cause) {
      said.add("failed " + lane + " " + cause.getMessage());
    }

    @Override
    public void opened(int lane) {}

    @Override
    public void decoding(int lane, long seq) {
      said.add("decoding " + seq);
    }

    @Override
    public void decoded(int lane, long seq) {
      said.add("decoded " + seq);
    }

    @Override
    public void busy(int lane) {
      said.add("busy");
    }

    @Override
    public void found(int lane, Finding finding) {
      said.add("found " + finding.id());
    }

    @Override
    public void report(LaneReport report) {
      decoded += report.getDecoded();
      skipped += report.getSkipped();
      analysed += report.getAnalysed();
      mostWaiting = Math.max(mostWaiting, report.getWaiting());
      detections += report.getDetections();
    }

    @Override
    public void closed(int lane) {
      closed.countDown();
    }
  }
}
