package org.gatehouse.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.runtime.testing.Units.OTHER;
import static org.gatehouse.runtime.testing.Units.PARAMETERS;
import static org.gatehouse.runtime.testing.Units.unit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.AudioFrame;
import org.gatehouse.runtime.live.RecordingSink.Message;
import org.gatehouse.runtime.mp4.SpsRewrite;
import org.gatehouse.runtime.testing.Buffers;
import org.gatehouse.runtime.testing.CodedStreams;
import org.gatehouse.runtime.testing.Ffmpeg;
import org.gatehouse.runtime.testing.Played;
import org.gatehouse.runtime.testing.TestVideo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LiveFeedTest {
  private final RecordingSink sink = new RecordingSink();
  private final LiveFeed feed = new LiveFeed(sink, "main", new SoundTrack(false));

  @Test
  void send_firstPicture_comesAfterItsInitialisation() {
    feed.send(unit(0, true, 100), false);
    feed.send(unit(1, false, 100), false);

    List<Message> all = sink.all();
    assertThat(all).hasSize(4);
    assertThat(all.getFirst().text())
        .isEqualTo(
            "{\"kind\":\"init\",\"mime\":\"video/mp4; codecs=\\\"avc1.64000c\\\"\","
                + "\"width\":320,\"height\":180,\"stream\":\"main\",\"sound\":null,\"silence\":null}");
    assertThat(all.stream().skip(1).map(Message::flags)).containsExactly(2, 1, 0);
    assertThat(all.stream().skip(1).map(Message::sequence)).containsExactly(1, 2, 3);
    assertThat(all.get(3).epochMicros()).isEqualTo(unit(1, false, 100).epochMicros());
    assertThat(all.get(1).body()).startsWith(0, 0, 0, 28, 'f', 't', 'y', 'p');
  }

  @Test
  void send_steadyStream_timesStartAtZeroAndHaveNoHoles() {
    for (int i = 0; i < 100; i++) {
      feed.send(unit(PARAMETERS, i, 777_000 + i * 3600L, i % 50 == 0, 100), false);
    }
    assertNoHoles();
    assertThat(sink.pictures()).allMatch(picture -> picture.duration() == 3600);
  }

  @Test
  void send_unevenStream_timesHaveNoHolesAndStayNearTheStreams() {
    long[] uneven = {0, 500, -700, 900, -200};
    for (int i = 0; i < 500; i++) {
      feed.send(unit(PARAMETERS, i, i * 3600L + uneven[i % 5], i % 50 == 0, 100), false);
    }
    assertNoHoles();
    List<Message> pictures = sink.pictures();
    for (int i = 0; i < pictures.size(); i++) {
      assertThat(pictures.get(i).start()).isBetween(i * 3600L - 3600, i * 3600L + 3600);
    }
  }

  @Test
  void send_clockJumps_isMarkedAndTimesGoOn() {
    feed.send(unit(PARAMETERS, 0, 900_000_000, true, 100), false);
    feed.send(unit(PARAMETERS, 1, 900_003_600, false, 100), false);
    feed.send(unit(PARAMETERS, 2, 0, true, 100), false);

    assertNoHoles();
    assertThat(sink.pictures().stream().map(Message::discontinuity))
        .containsExactly(false, false, true);
  }

  @Test
  void send_cachedPictures_takeNoTimeToPass() {
    for (int i = 0; i < 60; i++) {
      feed.send(unit(i, i == 0, 100), i < 50);
    }
    assertNoHoles();
    assertThat(sink.pictures().get(50).start()).isEqualTo(50 * LiveTimeline.HURRIED);
    assertThat(sink.pictures().get(55).duration()).isEqualTo(3600);
  }

  @Test
  void send_parametersChange_initialisesAgain() {
    feed.send(unit(PARAMETERS, 0, 0, true, 100), false);
    feed.send(unit(OTHER, 1, 3600, true, 100), false);
    feed.send(unit(OTHER, 2, 7200, true, 100), false);

    assertThat(sink.texts()).hasSize(2).allMatch(text -> text.contains("\"init\""));
    assertNoHoles();
  }

  @Test
  void drop_isToldBeforeTheNextPicture() {
    feed.send(unit(0, true, 100), false);
    feed.drop(3);
    feed.drop(4);
    feed.send(unit(8, true, 100), false);

    assertThat(sink.texts().getLast()).isEqualTo("{\"kind\":\"dropped\",\"frames\":7}");
    assertThat(sink.all().getLast().discontinuity()).isTrue();
    assertNoHoles();
  }

  @Test
  void send_realStream_messagesTogetherPlay(@TempDir Path folder) throws IOException {
    Ffmpeg.assumePresent();
    List<AccessUnit> units = TestVideo.encode(folder, "160x120", 25, 4, "-bf", "0");
    units.forEach(unit -> feed.send(unit, false));

    Played played = Played.of(join(folder));
    assertThat(played.errors()).isEmpty();
    assertThat(played.frames()).isEqualTo(100);
    assertThat(played.seconds()).isEqualTo(4);
  }

  @Test
  void send_realStreamWithReorderedPictures_messagesTogetherPlay(@TempDir Path folder)
      throws IOException {
    Ffmpeg.assumePresent();
    List<AccessUnit> units = TestVideo.encode(folder, "160x120", 25, 4, "-bf", "3");
    for (int i = 0; i < units.size(); i++) {
      feed.send(units.get(i), i < 30);
    }
    Played played = Played.of(join(folder));
    assertThat(played.errors()).isEmpty();
    assertThat(played.frames()).isEqualTo(100);
  }

  @Test
  void send_streamWithoutWordOnReordering_initialisationGivesIt(@TempDir Path folder)
      throws IOException {
    Ffmpeg.assumePresent();
    AccessUnit first =
        TestVideo.encode(folder, "160x120", 25, 1, "-profile:v", "baseline").getFirst();
    feed.send(first, false);
    assertThat(HexFormat.of().formatHex(sink.all().get(1).body()))
        .contains(HexFormat.of().formatHex(SpsRewrite.withoutReordering(first.parameters().sps())));
  }

  @ParameterizedTest
  @EnumSource(names = {"AAC", "OPUS"})
  void send_withSound_isASecondTrackThatPlays(AudioCodec codec, @TempDir Path folder)
      throws IOException {
    Ffmpeg.assumePresent();
    List<AccessUnit> units =
        CodedStreams.together(
            TestVideo.encode(folder, "160x120", 25, 4, "-bf", "0"),
            CodedStreams.sound(folder, codec, 4));
    SoundTrack track = new SoundTrack(true);
    units.forEach(track::hear);
    LiveFeed heard = new LiveFeed(sink, "main", track);
    units.forEach(unit -> heard.send(unit, false));

    assertThat(sink.texts()).hasSize(1);
    assertThat(sink.texts().getFirst()).contains(codec == AudioCodec.AAC ? "mp4a.40.2" : "opus");
    Path file = join(folder);
    Played played = Played.of(file);
    assertThat(played.errors()).isEmpty();
    assertThat(played.frames()).isEqualTo(100);
    assertThat(soundSeconds(file)).isBetween(3.8, 4.1);
  }

  private static double soundSeconds(Path file) {
    return Ffmpeg.run(
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            "a:0",
            "-show_entries",
            "packet=pts_time",
            "-of",
            "csv=p=0",
            file.toString())
        .lines()
        .mapToDouble(line -> Double.parseDouble(line.replace(",", "").strip()))
        .max()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(names = {"PCMU", "PCMA"})
  void send_g711_goesBesideThePicturesByteForByte(AudioCodec codec, @TempDir Path folder)
      throws IOException {
    Ffmpeg.assumePresent();
    List<AccessUnit> units =
        CodedStreams.together(
            TestVideo.encode(folder, "160x120", 25, 2, "-bf", "0"),
            CodedStreams.sound(folder, codec, 2));
    SoundTrack track = new SoundTrack(true);
    LiveFeed heard = new LiveFeed(sink, "main", track);
    units.forEach(unit -> heard.send(unit, false));

    String name = codec == AudioCodec.PCMU ? "ulaw" : "alaw";
    assertThat(sink.texts()).hasSize(2);
    assertThat(sink.texts().getFirst()).contains("\"sound\":null,\"silence\":null");
    assertThat(sink.texts().getLast())
        .isEqualTo(
            "{\"kind\":\"sound\",\"codec\":\"%s\",\"rate\":8000,\"channels\":1,\"silence\":null}"
                .formatted(name));
    List<AudioFrame> sent = units.stream().flatMap(unit -> unit.audio().stream()).toList();
    assertThat(sent).isNotEmpty();
    assertThat(sink.sounds()).hasSameSizeAs(sent);
    for (int i = 0; i < sent.size(); i++) {
      assertThat(sink.sounds().get(i).body()).isEqualTo(sent.get(i).payload());
      assertThat(sink.sounds().get(i).epochMicros()).isEqualTo(sent.get(i).epochMicros());
    }
    assertThat(sink.pictures()).hasSameSizeAs(units);
  }

  @Test
  void send_g711OfCachedPictures_isLeftOut_andItsEndIsTold() {
    AudioFormat format = new AudioFormat(AudioCodec.PCMU, 8000, 1, new byte[0]);
    LiveFeed heard = new LiveFeed(sink, "main", new SoundTrack(true));
    for (int i = 0; i < 100; i++) {
      AccessUnit unit = unit(i, i == 0, 10);
      AudioFrame frame = new AudioFrame(format, unit.epochMicros() - 1, 320L * i, 320, new byte[9]);
      List<AudioFrame> frames = i < 20 ? List.of(frame) : List.of();
      heard.send(
          new AccessUnit(
              unit.parameters(),
              unit.epochMicros(),
              unit.ticks(),
              i == 0,
              0,
              unit.payload(),
              frames),
          i < 10);
    }
    assertThat(sink.sounds()).hasSize(10);
    assertThat(sink.texts()).hasSize(3);
    assertThat(sink.texts().get(1)).contains("\"codec\":\"ulaw\"");
    assertThat(sink.texts().getLast())
        .contains("\"codec\":null", "\"silence\":\"the sound fell silent\"");
  }

  private Path join(Path folder) throws IOException {
    ByteBuffer[] bodies =
        sink.all().stream()
            .map(message -> ByteBuffer.wrap(message.body()))
            .toArray(ByteBuffer[]::new);
    return Files.write(folder.resolve("live.mp4"), Buffers.join(bodies));
  }

  private void assertNoHoles() {
    long next = 0;
    for (Message picture : sink.pictures()) {
      assertThat(picture.start()).isEqualTo(next);
      next += picture.duration();
    }
  }
}
