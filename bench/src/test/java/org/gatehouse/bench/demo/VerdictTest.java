package org.gatehouse.bench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.bench.farm.Truth;
import org.gatehouse.bench.receive.Delivered;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final long START = 1_000_000;
  private static final Truth.Vehicle VEHICLE =
      new Truth.Vehicle("entry", "粤B12345", START, START + 5_000);
  private static final Set<String> JUDGED = Set.of("entry", "exit");

  private static Delivered event(String camera, String plate, long endedAt) {
    return new Delivered(
        camera + plate + endedAt,
        endedAt + 1_000,
        new ObjectMapper()
            .valueToTree(
                Map.of(
                    "type",
                    "org.gatehouse.passage.finalized.v1",
                    "camera",
                    camera,
                    "time",
                    Instant.ofEpochMilli(endedAt).toString(),
                    "data",
                    Map.of(
                        "endedAt",
                        Instant.ofEpochMilli(endedAt).toString(),
                        "plate",
                        Map.of("text", plate)))));
  }

  private static Verdict judge(Delivered... events) {
    return Verdict.of(List.of(VEHICLE), START + 10_000, List.of(events), JUDGED);
  }

  @Test
  void of_oneEventWithThePlate_isGood() {
    Verdict verdict = judge(event("entry", "粤B12345", START + 4_000));
    assertThat(verdict.complaints()).isEmpty();
    assertThat(verdict.passages()).isOne();
    assertThat(verdict.exact()).isOne();
    assertThat(verdict.truth()).isOne();
  }

  @Test
  void of_noEvent_complains() {
    assertThat(judge().complaints()).hasSize(1);
    assertThat(judge().passages()).isZero();
  }

  @Test
  void of_secondEvent_complains() {
    Verdict verdict =
        judge(event("entry", "粤B12345", START + 4_000), event("entry", "粤B12345", START + 6_000));
    assertThat(verdict.complaints()).hasSize(1);
    assertThat(verdict.passages()).isEqualTo(2);
    assertThat(verdict.exact()).isOne();
  }

  @Test
  void of_wrongPlate_complainsTwice() {
    Verdict verdict = judge(event("entry", "粤B12346", START + 4_000));
    assertThat(verdict.complaints()).hasSize(2);
    assertThat(verdict.exact()).isZero();
    assertThat(verdict.passages()).isOne();
  }

  @Test
  void of_rightPlateAtAnotherCamera_isNotIt() {
    assertThat(judge(event("exit", "粤B12345", START + 4_000)).exact()).isZero();
  }

  @Test
  void of_cameraWithoutTruth_isNotJudged() {
    Verdict verdict =
        judge(event("entry", "粤B12345", START + 4_000), event("video-1", "京A1", START));
    assertThat(verdict.complaints()).isEmpty();
    assertThat(verdict.passages()).isOne();
  }

  @Test
  void of_passageStillOnAtTheEnd_countsNeitherWay() {
    Verdict verdict =
        Verdict.of(
            List.of(VEHICLE),
            START + 4_000,
            List.of(event("entry", "粤B12345", START + 3_000)),
            JUDGED);
    assertThat(verdict.complaints()).isEmpty();
    assertThat(verdict.passages()).isZero();
    assertThat(verdict.truth()).isZero();
  }
}
