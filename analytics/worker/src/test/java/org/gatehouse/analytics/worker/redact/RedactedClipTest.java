package org.gatehouse.analytics.worker.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.gatehouse.analytics.worker.DrawnPlateFilm;
import org.gatehouse.analytics.worker.decode.BgrConverter;
import org.gatehouse.analytics.worker.decode.LaneDecoder;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.analytics.worker.mask.Masks;
import org.gatehouse.analytics.worker.plate.FormatSet;
import org.gatehouse.analytics.worker.plate.PlateScanner;
import org.gatehouse.analytics.worker.plate.PpOcr;
import org.gatehouse.analytics.worker.read.SharedData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On a redacted gate clip and a redacted face clip our own detector and reader find nothing, where
 * they do find something before, whatever the codec; a few seconds of each, {@link RedactionReplay}
 * does the whole.
 */
class RedactedClipTest {
  /** Of the clips as they are, so many pictures go for one that is looked at. */
  private static final int SOME = 3;

  /** Of the films that are drawn: a group of pictures and the beginning of the next. */
  private static final int FRAMES = 14;

  private static ModelSet models;

  @TempDir Path folder;

  @BeforeAll
  static void load() {
    LaneDecoder.preload();
    models = ModelSet.load(2);
  }

  @AfterAll
  static void unload() {
    models.close();
  }

  private Path redacted(Path clip, long from, long to) throws IOException {
    Path film = folder.resolve("film.mp4");
    Order order = new Order(List.of(new FilmFile(clip, 0)), from, to, Masks.NONE, film);
    new Redaction(order, models, at -> {}).run();
    return film;
  }

  @ParameterizedTest
  @CsvSource({"videos/gate-cn-1.mp4,A5J512,15.4,15.92", "videos/gate-eu-1.mp4,RK300AS,3.5,4.02"})
  void redacted_gateClip_readerAndDetectorFindNothing(
      String name, String plate, double from, double to) throws IOException {
    Path clip = SharedData.find(name);
    Witness witness = new Witness(models);
    long first = (long) (from * 1e6);
    long end = (long) (to * 1e6);
    assertThat(witness.look(clip, first, end, SOME).plates).anyMatch(line -> line.contains(plate));
    Witness.Account after = witness.look(redacted(clip, first, end), 0, Long.MAX_VALUE / 4);
    assertNothing(after);
    assertThat(after.doubtfulPlates).noneMatch(line -> line.contains(plate.substring(2)));
  }

  @Test
  void redacted_faceClip_detectorFindsNothing() throws IOException {
    Path clip = SharedData.find("videos/gif_face-demographics-walking-and-pause.720p.mp4");
    Witness witness = new Witness(models);
    long end = 1_200_000;
    assertThat(witness.look(clip, 0, end, SOME).faces).hasSizeGreaterThan(4);
    assertNothing(witness.look(redacted(clip, 0, end), 0, end));
  }

  @ParameterizedTest
  @ValueSource(strings = {"libx265", "mjpeg"})
  void redacted_filmOfAnotherCodec_readerFindsNothing(String codec) throws IOException {
    Path clip = folder.resolve("coded.mp4");
    DrawnPlateFilm.writeCoded(clip, FRAMES, codec);
    Witness witness = new Witness(models);
    long end = Long.MAX_VALUE / 4;
    assertThat(witness.look(clip, 0, end, SOME).plates)
        .hasSizeGreaterThan(3)
        .allMatch(line -> line.contains(DrawnPlateFilm.PLATE));
    Witness.Account after = witness.look(redacted(clip, 0, end), 0, end);
    assertNothing(after);
    assertThat(after.doubtfulPlates).isEmpty();
    assertThat(after.micros).hasSize(FRAMES);
  }

  @Test
  void secondLook_writingThatNobodyCovered_isCovered() throws IOException {
    Path clip = folder.resolve("plain.mp4");
    DrawnPlateFilm.write(clip, 6);
    PlateScanner scanner =
        new PlateScanner(new PpOcr(models), FormatSet.of(List.of("CN", "EU", "GENERIC")));
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    try (BgrConverter converter = new BgrConverter();
        SecondLook secondLook = new SecondLook(models)) {
      FilmReader reader = new FilmReader(List.of(new FilmFile(clip, 0)), 0, Long.MAX_VALUE / 4);
      reader.read(
          new FilmSink() {
            @Override
            public void picture(AVFrame frame, long micros) {
              before.add(scanner.scan(converter.convert(frame)).plates().size());
              assertThat(av_frame_make_writable(frame)).isZero();
              assertThat(secondLook.cover(frame, new Painter(Masks.NONE))).isPositive();
              after.add(scanner.scan(converter.convert(frame)).plates().size());
            }

            @Override
            public void sound(AVPacket packet, AVCodecParameters parameters) {}
          });
    }
    assertThat(before).contains(1);
    assertThat(after).hasSize(6).containsOnly(0);
  }

  private static void assertNothing(Witness.Account account) {
    assertThat(account.micros).hasSizeGreaterThan(10);
    assertThat(account.plates).isEmpty();
    assertThat(account.faces).isEmpty();
  }
}
