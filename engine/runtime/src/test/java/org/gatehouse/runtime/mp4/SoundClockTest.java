package org.gatehouse.runtime.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.AudioFrame;
import org.junit.jupiter.api.Test;

/** Frames of 20 ms at 8 kHz: 160 ticks each; 200 ms are 1,600. */
class SoundClockTest {
  private static final AudioFormat FORMAT = new AudioFormat(AudioCodec.PCMA, 8000, 1, new byte[0]);

  private final SoundClock clock = new SoundClock(8000);

  @Test
  void place_jitterOfArrival_isNotHeard() {
    for (int i = 0; i < 200; i++) {
      assertThat(clock.place(frame(i * 160L), i * 160L + (i % 7 - 3) * 200L + 600))
          .isEqualTo(i * 160L);
    }
  }

  @Test
  void place_lateByMoreThanTheTolerance_leavesAPause() {
    clock.place(frame(0), 0);
    assertThat(clock.place(frame(160), 1760)).as("200 ms").isEqualTo(160);
    assertThat(clock.place(frame(320), 2000)).as("210 ms").isEqualTo(2000);
    assertThat(clock.place(frame(480), 2160)).isEqualTo(2160);
  }

  @Test
  void place_earlyByMoreThanTheTolerance_comesBackWithoutOverlap() {
    long last = clock.place(frame(0), 0);
    long ahead = 0;
    for (int i = 1; i < 1000; i++) {
      long wanted = i * 150L; // the camera's clock is 6.7 % fast
      long start = clock.place(frame(i * 160L), wanted);
      assertThat(start - last).isBetween(140L, 160L);
      ahead = Math.max(ahead, start - wanted);
      last = start;
    }
    assertThat(ahead).isBetween(1500L, 1620L);
  }

  @Test
  void place_ticksJump_goesOnByTheServersClock() {
    clock.place(frame(0), 0);
    assertThat(clock.place(frame(50_000_000L), 160)).isEqualTo(160);
    assertThat(clock.place(frame(50_000_160L), 320)).isEqualTo(320);
    assertThat(clock.place(frame(5), 480)).isEqualTo(480);
  }

  @Test
  void restart_placesAnewButNotBeforeTheEnd() {
    clock.place(frame(0), 1000);
    clock.restart();
    assertThat(clock.place(frame(90_000), 500)).isEqualTo(1160);
  }

  private static AudioFrame frame(long ticks) {
    return new AudioFrame(FORMAT, 0, ticks, 160, new byte[160]);
  }
}
