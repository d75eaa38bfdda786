package org.gatehouse.bench.farm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.gatehouse.bench.media.Coded;
import org.gatehouse.bench.scene.CameraScene;
import org.gatehouse.bench.scene.Scene;
import org.gatehouse.bench.scene.Segment;
import org.gatehouse.camera.simulator.Sample;
import org.gatehouse.contract.media.ParameterSets;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final ParameterSets SETS =
      ParameterSets.h264(new byte[] {0x67}, new byte[] {0x68}, 64, 64);
  private static final int ACT_SECONDS = 8;

  private static Coded coded(int frames) {
    List<Coded.Picture> pictures = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      pictures.add(new Coded.Picture(i % 24 == 0, new byte[] {0, 0, 0, 1, 0x65}));
    }
    return new Coded(SETS, pictures);
  }

  private static CameraScene scene() {
    int frames = ACT_SECONDS * Scene.FPS;
    Segment act = new Segment(coded(frames), List.of(new Segment.Passage("粤B12345", 24, 71)));
    Segment idle = new Segment(coded(2 * Scene.FPS), List.of());
    return new CameraScene(
        "entry",
        "Entry",
        CameraScene.Kind.VEHICLE,
        idle,
        List.of(act, act),
        Scene.FPS,
        List.of(2 * Scene.FPS, 2 * Scene.FPS));
  }

  @Test
  void of_round_hasEachActOnce() {
    Timeline timeline = Timeline.of(scene(), OptionalInt.empty());
    assertThat(timeline.passages()).hasSize(2);
    assertThat(timeline.durationMillis()).isEqualTo((1 + 2 * (ACT_SECONDS + 2)) * 1000L);
    assertThat(timeline.passages().getFirst()).isEqualTo(new TruePassage("粤B12345", 3_000, 7_000));
  }

  @Test
  void of_limited_endsQuietly() {
    Timeline timeline = Timeline.of(scene(), OptionalInt.of(60));
    assertThat(timeline.passages()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(timeline.passages())
        .allMatch(p -> p.endMillis() <= (60 - Timeline.QUIET_END) * 1000L);
    assertThat(timeline.durationMillis()).isGreaterThan(60_000);
  }

  @Test
  void of_everySegment_startsWithAKeyPictureAtAnEvenPace() {
    List<Sample> samples = Timeline.of(scene(), OptionalInt.of(60)).track().samples();
    assertThat(samples.getFirst().key()).isTrue();
    for (int i = 1; i < samples.size(); i++) {
      assertThat(samples.get(i).ticks() - samples.get(i - 1).ticks()).isEqualTo(90_000 / Scene.FPS);
    }
  }

  @Test
  void startedBefore_roundsRepeat_countAnew() {
    Truth truth = new Truth();
    truth.add(
        new FarmMessage.Playing(
            "entry", 1_000, 10_000, List.of(new TruePassage("粤B12345", 2_000, 5_000))));
    assertThat(truth.startedBefore(25_000)).hasSize(3);
    assertThat(truth.startedBefore(25_000).getLast().startMillis()).isEqualTo(23_000);
    assertThat(truth.startedBefore(2_999)).isEmpty();
  }

  @Test
  void startedBefore_people_areNotVehicles() {
    Truth truth = new Truth();
    truth.add(new FarmMessage.Playing("walk", 0, 0, List.of(new TruePassage("", 1, 2))));
    assertThat(truth.startedBefore(10)).isEmpty();
    assertThat(truth.cameras()).containsExactly("walk");
  }
}
