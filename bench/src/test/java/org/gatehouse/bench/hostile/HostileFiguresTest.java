package org.gatehouse.bench.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.gatehouse.bench.farm.TruePassage;
import org.gatehouse.bench.receive.Delivered;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.MachineLoad;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentInfo;
import org.junit.jupiter.api.Test;

class HostileFiguresTest {
  private static final long NOW = 1_800_000_000_000L;
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void recovery_gapThatCoversTheKill_endsWhereTheLaneIsSeenAgain() throws Exception {
    Recovery recovery =
        Recovery.of(
            List.of(NOW),
            List.of("lane-1", "lane-2", "lane-3"),
            List.of(
                gap("lane-1", -200, 700, "analytics worker 7 was ended by signal 9"),
                gap("lane-2", 100, 1900, "analytics worker 7 was ended by signal 9"),
                gap("lane-2", 5000, 5900, "analytics worker 8 was ended by signal 9"),
                gap("lane-3", 5000, 5900, "analytics worker 8 was ended by signal 9")));
    assertThat(recovery.millis()).containsExactly(700L, 1900L);
    assertThat(recovery.missing()).isEqualTo(1);
  }

  @Test
  void otherGaps_deathsOfWorkers_areNotCounted() throws Exception {
    List<Delivered> gaps =
        List.of(
            gap("lane-1", 100, 700, "analytics worker 7 crashed with SIGSEGV"),
            gap("lane-1", 100, 700, "overload: the analytics worker takes no more"),
            gap("lane-2", 100, 700, "overload: 3 pictures analysed, 90 passed over"));
    assertThat(Recovery.otherGaps(List.of("lane-1"), gaps, NOW, NOW + 1000)).isEqualTo(1);
  }

  @Test
  void sightings_plateNearEnoughInTime_isTold() throws Exception {
    JsonNode body =
        json.readTree(
            """
            {"type":"org.gatehouse.passage.decided.v1","camera":"lane-1","time":"%s",
             "data":{"startedAt":"%s","endedAt":"%s","plate":{"text":"A12B45"}}}
            """
                .formatted(at(500), at(500), at(900)));
    Sightings sightings = new Sightings(List.of(new Delivered("1", NOW, body)));
    TruePassage passage = new TruePassage("A12345", NOW, NOW + 2000);
    TruePassage later = new TruePassage("A12345", NOW + 9000, NOW + 12000);
    TruePassage other = new TruePassage("XYZ789", NOW, NOW + 2000);
    assertThat(sightings.told("lane-1", List.of(passage, later, other))).isEqualTo(1);
    assertThat(sightings.told("lane-2", List.of(passage))).isZero();
  }

  @Test
  void truth_sceneThatGoesRound_isToldOfEachRound() {
    TruePassage passage = new TruePassage("A1", 1000, 3000);
    LaneTruth truth = new LaneTruth("lane-1", NOW, 10_000, List.of(passage));
    assertThat(truth.between(NOW + 2000, NOW + 25_000))
        .containsExactly(
            new TruePassage("A1", NOW + 11_000, NOW + 13_000),
            new TruePassage("A1", NOW + 21_000, NOW + 23_000));
  }

  @Test
  void recordingGaps_segmentsThatFollowEachOther_areNone() {
    assertThat(RecordingGaps.in(List.of(segment(0, 10), segment(10, 10)))).isEmpty();
    assertThat(RecordingGaps.in(List.of(segment(11, 10), segment(0, 10))))
        .containsExactly("from " + Instant.EPOCH.plusSeconds(10) + " for 1000 ms");
    assertThat(RecordingGaps.in(List.of())).containsExactly("has no recording");
  }

  /** What comes late on a busy machine is there all the same. */
  @Test
  void recordingGaps_segmentThatBeganLate_isNoneUnlessAllLaterOnesDo() {
    assertThat(
            RecordingGaps.in(
                List.of(segment(0, 10), segment(11, 10), segment(20, 10), segment(30, 10))))
        .isEmpty();
    assertThat(
            RecordingGaps.in(
                List.of(segment(0, 10), segment(11, 10), segment(22, 10), segment(31, 10))))
        .hasSize(1);
  }

  @Test
  void fill_nothingRecovered_isNoTimeAtAll() {
    HostilePlan plan = new HostilePlan(0, 1, 2, 1, 1, true, 1);
    HostileRun.Result result =
        new HostileRun.Result(
            0,
            0,
            new HostileRun.Moments(NOW, NOW, NOW + 1000),
            List.of(NOW),
            List.of(),
            List.of(new LaneTruth("lane-1", NOW, 10_000, List.of())),
            List.of(),
            List.of(),
            0,
            0,
            new Memory());
    BenchReport report = new BenchReport("hostile", Instant.EPOCH, new MachineLoad(2, 0));
    new HostileFigures(plan, result).fill(report);
    assertThat(report.json()).contains("\"recoverP95Ms\":null", "\"recoverMissing\":1");
  }

  @Test
  void workers_severalInTheHealthLine_areAllTold() {
    assertThat(
            Killer.workers(
                "analytics worker 31 has 4 lanes, analytics worker 32 has 4 lanes, a spare"))
        .containsExactly(31L, 32L);
  }

  @Test
  void memory_steadyRise_isNotFlat() {
    Memory rising = new Memory();
    Memory steady = new Memory();
    for (int minute = 0; minute < 20; minute++) {
      rising.add(minute, 500 + 10 * minute);
      steady.add(minute, 500 + minute % 5);
    }
    assertThat(rising.flat()).isFalse();
    assertThat(rising.rise()).isEqualTo(140, org.assertj.core.data.Offset.offset(0.1));
    assertThat(rising.judgedText()).isEqualTo("minutes 5.0 to 19.0 of the kills, 15 samples");
    assertThat(steady.flat()).isTrue();
  }

  @Test
  void memory_stepAtTheBeginning_isNotJudged() {
    Memory memory = new Memory();
    for (int second = 0; second <= 1800; second += 10) {
      memory.add(second / 60.0, second < 280 ? 500 : 900);
    }
    assertThat(memory.rise()).isZero();
    assertThat(memory.flat()).isTrue();
  }

  private Delivered gap(String camera, long from, long to, String cause) throws Exception {
    JsonNode body =
        json.readTree(
            """
            {"type":"org.gatehouse.analytics.gap.v1","camera":"%s","time":"%s",
             "data":{"from":"%s","to":"%s","cause":"%s"}}
            """
                .formatted(camera, at(to), at(from), at(to), cause));
    return new Delivered(camera + from, NOW + to, body);
  }

  private static Instant at(long millis) {
    return Instant.ofEpochMilli(NOW + millis);
  }

  private static SegmentInfo segment(long second, long seconds) {
    return new SegmentInfo(
        StreamId.main(new CameraId("cam001")),
        second + ".mp4",
        Instant.ofEpochSecond(second),
        seconds * 1_000_000,
        1,
        List.of());
  }
}
