package org.gatehouse.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.AudioFrame;
import org.gatehouse.contract.media.Payload;
import org.gatehouse.runtime.mp4.SampleRun;
import org.gatehouse.runtime.testing.Units;
import org.junit.jupiter.api.Test;

/** Frames of 40 ms at 8 kHz, one before each picture of 25 a second. */
class LiveSoundTest {
  private static final AudioFormat FORMAT = new AudioFormat(AudioCodec.OPUS, 8000, 1, new byte[0]);
  private static final int FRAME = 320;
  private static final int PICTURE = 3600;

  private final LiveSound sound = new LiveSound(FORMAT);
  private long next = -1;

  private SampleRun picture(int number, long heardMicrosBefore) {
    AccessUnit seen = Units.unit(number, false, 10);
    AudioFrame frame =
        new AudioFrame(
            FORMAT,
            seen.epochMicros() - heardMicrosBefore,
            number * (long) FRAME,
            FRAME,
            new byte[1]);
    AccessUnit unit =
        new AccessUnit(
            seen.parameters(),
            seen.epochMicros(),
            seen.ticks(),
            false,
            0,
            Payload.of(new byte[1]),
            List.of(frame));
    return sound.with(unit, number * (long) PICTURE);
  }

  private void assertJoins(SampleRun run) {
    assertThat(run.count()).isEqualTo(1);
    if (next >= 0) {
      assertThat(run.start()).isEqualTo(next);
    }
    next = run.start() + run.duration();
  }

  @Test
  void with_steadySound_framesFollowOneAnother() {
    for (int i = 1; i < 100; i++) {
      SampleRun run = picture(i, i % 2 == 0 ? 20_000 : 35_000);
      assertJoins(run);
      assertThat(run.duration()).isEqualTo(FRAME);
    }
  }

  @Test
  void with_framesMissing_theNextLastsUntilItsPlaceIsReached() {
    picture(1, 20_000);
    next = 2 * FRAME - 160;
    SampleRun late = picture(51, 20_000);
    assertJoins(late);
    assertThat(late.duration()).isEqualTo(50 * FRAME);
    assertThat(picture(52, 20_000).duration()).isEqualTo(FRAME);
  }

  @Test
  void with_soundThatRunsFast_isShortenedUntilInStep() {
    for (int i = 1; i < 1000; i++) {
      assertJoins(picture(i, i * 1000L));
      long ahead = next - i * (long) FRAME + i * 8L;
      assertThat(ahead).isLessThan(8000 / 5 + 3 * FRAME);
    }
  }

  @Test
  void with_soundBeforeTheFirstPicture_isLeftOut() {
    assertThat(picture(0, 50_000).isEmpty()).isTrue();
    assertThat(picture(1, 50_000).isEmpty()).isTrue();
    assertThat(picture(2, 50_000).start()).isEqualTo(2 * FRAME - 400);
  }
}
