package org.gatehouse.analytics.protocol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.contract.vision.PicturePoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Without a process that covers: nothing comes out, and nobody waits. */
@Timeout(60)
class MaskingLaneTest {
  private static final PictureArea AREA =
      new PictureArea(
          List.of(new PicturePoint(0, 0), new PicturePoint(1, 0), new PicturePoint(1, 1)));

  private final Queue<AccessUnit> covered = new ConcurrentLinkedQueue<>();

  private static AccessUnit unit(int number) {
    return new AccessUnit(
        ParameterSets.mjpeg(16, 16), number, number, number % 10 == 0, 0, new byte[100]);
  }

  private MaskingLane lane(MaskingLane.Starter starter) {
    return new MaskingLane(
            StreamId.main(new CameraId("a")),
            List.of(AREA),
            covered::add,
            starter,
            Ticker.system(),
            _ -> {})
        .start();
  }

  @Test
  void publish_processDoesNotStart_nothingComesOutAndTheTroubleIsTold() throws Exception {
    AtomicInteger starts = new AtomicInteger();
    try (MaskingLane lane =
        lane(
            () -> {
              starts.incrementAndGet();
              throw new IOException("no such program");
            })) {
      for (int i = 0; lane.trouble() == null; i++) {
        lane.publish(unit(i));
        Thread.sleep(1);
      }
      assertThat(lane.trouble()).contains("no such program");
      for (int i = 0; i < 2000; i++) {
        lane.publish(unit(i));
      }
      assertThat(starts.get()).as("with a back-off").isLessThan(5);
    }
    assertThat(covered).isEmpty();
  }

  @Test
  void publish_somethingUnforeseenGoesWrong_isToldAndTheLaneGoesOn() throws Exception {
    AtomicInteger starts = new AtomicInteger();
    try (MaskingLane lane =
        lane(
            () -> {
              throw new IllegalArgumentException(
                  "message of " + starts.incrementAndGet() + " bytes");
            })) {
      for (int i = 0; starts.get() < 2; i++) {
        lane.publish(unit(i));
        Thread.onSpinWait();
      }
      assertThat(lane.trouble()).contains("message of");
    }
  }

  @Test
  void publish_processTakesLongToStart_keepsNoMoreThanAQueueAndNeverWaits() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    MaskingLane lane =
        lane(
            () -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              throw new IOException("given up");
            });
    for (int i = 0; i < 100_000; i++) {
      lane.publish(unit(i));
    }
    lane.close();
    lane.publish(unit(0));
    assertThat(covered).isEmpty();
  }
}
