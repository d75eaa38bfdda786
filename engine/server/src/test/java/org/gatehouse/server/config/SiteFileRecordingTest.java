package org.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is recorded and how long things are kept. */
class SiteFileRecordingTest extends SiteFileFixture {
  @Test
  void read_recording_isQuotaAndSync_orNoQuotaAndTenSeconds() {
    assertThat(read("site: a").recording())
        .isEqualTo(
            new RecordingConfig(null, Duration.ofSeconds(10), List.of(), null, keepAsUsual()));
    assertThat(read("site: a\nrecording: { quota: 15GB, sync: 1s }").recording())
        .isEqualTo(
            new RecordingConfig(
                new ByteSize(15_000_000_000L),
                Duration.ofSeconds(1),
                List.of(),
                null,
                keepAsUsual()));
    assertThat(read("site: a\nrecording: { quota: 2TB, sync: 60s }").recording().quota())
        .isEqualTo(new ByteSize(2_000_000_000_000L));
    assertThat(read("site: a\nrecording: { quota: 500MB }").recording().quota())
        .isEqualTo(new ByteSize(500_000_000L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "quota: 15     | a size such as 500MB, 15GB or 2TB",
        "quota: 15GiB  | a size such as 500MB, 15GB or 2TB",
        "quota: -1GB   | a size such as 500MB, 15GB or 2TB",
        "quota: 0GB    | no room for recordings; leave it out to delete nothing",
        "sync: 500ms   | expected 1s to 60s",
        "sync: 61s     | expected 1s to 60s",
        "quote: 1GB    | did you mean 'quota'?",
      })
  void read_recordingMistake_saysWhatIsExpected(String setting, String words) {
    assertThat(refusal("site: a\nrecording: { " + setting + " }"))
        .startsWith("site.yaml:2:")
        .contains(words);
  }

  @Test
  void read_exportsKeep_isAWeekUnlessSaidAndBounded() {
    assertThat(read("site: a").exports().keep()).isEqualTo(Duration.ofDays(7));
    assertThat(read("site: a\nexports: { keep: 2d }").exports().keep())
        .isEqualTo(Duration.ofDays(2));
    assertThat(refusal("site: a\nexports: { keep: 1m }")).contains("expected 1h to 90d");
  }

  private static RetentionConfig keepAsUsual() {
    return new RetentionConfig(
        null,
        List.of(),
        null,
        null,
        Duration.ofDays(7),
        null,
        Duration.ofDays(90),
        Duration.ofDays(365));
  }

  @Test
  void read_retention_classesAndPresetsAreNamedByCameras() {
    SiteConfig site =
        read(
            """
            site: a
            recording:
              retention:
                default-class: eu-72h
                classes:
                  - { name: gate, minimum: 7d, maximum: 14d, quota: 2TB, camera-quota: 50GB }
                  - { name: yard, legal: cn-30d, minimum: 30d }
                reserve: 5GB
                snapshots: 72h
            cameras:
              - { id: a, url: "rtsp://10.0.0.1/x", retention: gate }
              - { id: b, url: "rtsp://10.0.0.2/x", retention: cn-90d }
              - { id: c, url: "rtsp://10.0.0.3/x" }
            """);
    RetentionConfig retention = site.recording().retention();
    assertThat(site.cameras())
        .extracting(CameraConfig::retention)
        .containsExactly("gate", "cn-90d", null);
    assertThat(retention.named("eu-72h"))
        .extracting(RetentionClassConfig::promised, RetentionClassConfig::oldest)
        .containsExactly(Duration.ZERO, Duration.ofDays(3));
    assertThat(retention.named("yard"))
        .extracting(RetentionClassConfig::promised, RetentionClassConfig::oldest)
        .containsExactly(Duration.ofDays(30), Duration.ofDays(31));
    assertThat(retention.named("none")).isNull();
    assertThat(retention.reads()).isEqualTo(Duration.ofDays(7));
    assertThat(retention.oldestListed()).isEqualTo(Duration.ofDays(30));
    assertThat(listedReads("reads: 60d")).isEqualTo(Duration.ofDays(60));
    assertThat(listedReads("listed-reads: 14d")).isEqualTo(Duration.ofDays(14));
  }

  private Duration listedReads(String setting) {
    return read("site: a\nrecording: { retention: { " + setting + " } }")
        .recording()
        .retention()
        .oldestListed();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "default-class: cn-30      | there is no class 'cn-30'",
        "classes: [{ name: a, minimum: 3d, maximum: 3d }]  | at least an hour more",
        "classes: [{ name: a, legal: cn-30d, minimum: 7d }] | cn-30d asks for at least 30d",
        "classes: [{ name: a, legal: eu-72h, maximum: 7d }] | eu-72h allows at most 3d",
        "classes: [{ name: eu-72h }]                       | is called 'eu-72h' too",
        "classes: [{ name: a, quota: 0GB }]                | no room for recordings",
        "events: 0d                                        | nothing would be kept",
        "listed-reads: 6d                                  | expected no less than reads, 7d",
      })
  void read_retentionMistake_saysWhatIsExpected(String setting, String words) {
    assertThat(refusal("site: a\nrecording: { retention: { " + setting + " } }"))
        .startsWith("site.yaml:2:")
        .contains(words);
  }

  @Test
  void read_cameraOfAnUnknownClass_namesTheKnownOnes() {
    assertThat(
            refusal(
                """
                site: a
                recording: { retention: { classes: [{ name: gate }] } }
                cameras: [{ id: a, url: "rtsp://10.0.0.1/x", retention: gates }]
                """))
        .contains("cameras[0].retention", "'gates'", "cn-30d, cn-90d, eu-72h, gate");
  }
}
