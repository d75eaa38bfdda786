package org.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.runtime.record.RecordPlan.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of {@code recording} and {@code record-…}. */
class RecordKeysTest {
  @TempDir Path folder;

  @Test
  void read_nothingSaid_isContinuousOfTheMainStream() throws IOException {
    CameraConfig camera = camera("");
    assertThat(camera).isEqualTo(CameraConfig.at(camera.id(), camera.url()));
    assertThat(camera.recordsMain()).isTrue();
    assertThat(camera.recordsSub()).isFalse();
  }

  @Test
  void read_allKeys_areThere() throws IOException {
    CameraConfig camera =
        camera(
            ", sub-url: \"rtsp://h/2\", record: event, record-streams: both, record-on: [motion],"
                + " record-before: 5s, record-after: 1m, record-priority: high");
    assertThat(camera.recordsMain() && camera.recordsSub()).isTrue();
    assertThat(camera.recordBefore()).isEqualTo(Duration.ofSeconds(5));
    assertThat(camera.recordAfter()).isEqualTo(Duration.ofMinutes(1));
    assertThat(camera.recordOn()).containsExactly(RecordTrigger.MOTION);
    assertThat(camera.recordPriority()).isEqualTo(Priority.HIGH);
  }

  @Test
  void read_volumesAndZone_countFromTheFile() throws IOException {
    SiteConfig site =
        site("site: a\nrecording: { volumes: [rec1, /mnt/rec2], time-zone: Europe/Berlin }\n");
    assertThat(site.recording().volumes())
        .containsExactly(folder.resolve("rec1"), Path.of("/mnt/rec2"));
    assertThat(site.recording().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "record: schedule | needs record-schedule",
        "record: schedule, record-schedule: ['mon 7-8'] | but saw 'mon 7-8'",
        "record-schedule: ['mon 07:00-08:00'] | record is not schedule",
        "record: event, record-on: [] | at least one of",
        "record-streams: both | no sub-url",
        "record-before: 2m | 0s to 60s",
        "record-after: 1h | 1s to 10m",
      })
  void read_keysThatDoNotFit_saysWhy(String keys, String why) {
    assertThatThrownBy(() -> camera(", " + keys))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "time-zone: Mars/Olympus | Europe/Berlin",
        "'volumes: [a, a]' | named twice",
      })
  void read_recordingThatCannotBe_saysWhy(String keys, String why) {
    assertThatThrownBy(() -> site("site: a\nrecording: { " + keys + " }\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(why);
  }

  private CameraConfig camera(String keys) throws IOException {
    return site("site: a\ncameras: [ { id: gate, url: \"rtsp://h/\"" + keys + " } ]\n")
        .cameras()
        .getFirst();
  }

  private SiteConfig site(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("site.yaml"), text);
    return new SiteFile(Plugins.installed(), name -> null).read(file);
  }
}
