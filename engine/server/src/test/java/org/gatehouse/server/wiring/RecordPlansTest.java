package org.gatehouse.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.record.OutageBook;
import org.gatehouse.runtime.record.RecordPlan;
import org.gatehouse.runtime.record.Wish;
import org.gatehouse.runtime.supervise.CameraStatus.State;
import org.gatehouse.server.config.CameraConfig;
import org.gatehouse.server.config.Plugins;
import org.gatehouse.server.config.SiteFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the configuration and what happens at cameras mean for their recording. */
class RecordPlansTest {
  private static final CameraId GATE = new CameraId("gate");
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  @TempDir Path folder;

  private final Ticker ticker =
      new Ticker() {
        @Override
        public long nanos() {
          return 0;
        }

        @Override
        public long epochMicros() {
          return micros();
        }
      };
  private final RecordPlans plans = new RecordPlans(ZoneOffset.UTC, ticker);

  @Test
  void of_sameKeys_isTheSamePlan() {
    RecordPlan plan = plans.of(camera("record: event"));
    assertThat(plans.of(camera("record: event, name: Other"))).isSameAs(plan);
    assertThat(plans.of(camera("record: event, record-after: 60s"))).isNotSameAs(plan);
  }

  @Test
  void of_eachMode_wantsWhatItSays() {
    assertThat(plans.of(camera("record: continuous")).wish()).isSameAs(Wish.ALWAYS);
    assertThat(open("record: schedule, record-schedule: ['mon 11:00-13:00']")).isTrue();
    assertThat(open("record: schedule, record-schedule: ['tue 11:00-13:00']")).isFalse();
    assertThat(open("record: event")).isFalse();
  }

  @Test
  void event_ofTheAnalysis_beginsARecording_andACameraStateDoesNot() {
    Wish wish = plans.of(camera("record: event")).wish();
    plans.event(event(new EventDetail.CameraState("down", "off")));
    assertThat(wish.open(micros())).isFalse();
    plans.event(event(new EventDetail.FaceSnapshot(NOW, NOW, NOW)));
    assertThat(wish.open(micros())).isTrue();
  }

  @Test
  void notice_onlyOfTopicsThatCount_beginsARecording() {
    Wish wish = plans.of(camera("record: event, record-on: [input]")).wish();
    plans.notice(GATE, new CameraNotice(CameraNotice.Topic.MOTION, "1", true, micros()));
    assertThat(wish.open(micros())).isFalse();
    plans.notice(GATE, new CameraNotice(CameraNotice.Topic.DIGITAL_INPUT, "1", true, micros()));
    assertThat(wish.open(micros() + 60_000_000)).as("it is on").isTrue();
    plans.notice(GATE, new CameraNotice(CameraNotice.Topic.DIGITAL_INPUT, "1", false, micros()));
    assertThat(wish.open(micros() + 60_000_000)).isFalse();
  }

  @Test
  void outage_statesOfTheSupervisor_becomeCauses() {
    OutageBook book = new OutageBook(ticker);
    Outages outages = new Outages(book);
    StreamId stream = StreamId.main(GATE);
    outages.heard(stream, State.STREAMING);
    outages.heard(stream, State.WAITING);
    assertThat(cause(book)).isEqualTo(GapCause.STREAM);
    outages.heard(stream, State.STALLED);
    assertThat(cause(book)).isEqualTo(GapCause.STALLED);
    outages.heard(stream, State.CONNECTING);
    outages.heard(stream, State.WAITING);
    assertThat(cause(book)).isEqualTo(GapCause.CAMERA_OFF);
  }

  private static GapCause cause(OutageBook book) {
    var latest = book.latest(StreamId.main(GATE));
    return latest == null ? GapCause.UNKNOWN : latest.cause();
  }

  private boolean open(String keys) {
    return plans.of(camera(keys)).wish().open(micros());
  }

  private CameraConfig camera(String keys) {
    try {
      Path file = folder.resolve("site.yaml");
      Files.writeString(
          file, "site: a\ncameras: [ { id: gate, url: \"rtsp://h/\", " + keys + " } ]\n");
      return new SiteFile(Plugins.installed(), name -> null).read(file).cameras().getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Event event(EventDetail detail) {
    return new Event(new UUID(1, 2), "a", GATE, NOW, detail, List.of());
  }

  private static long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, NOW);
  }
}
