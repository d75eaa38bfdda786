package org.gatehouse.analytics.worker.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.gatehouse.analytics.worker.DrawnPlateFilm;
import org.gatehouse.analytics.worker.decode.LaneDecoder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading segments and writing a film, without looking at the pictures. */
class FilmTimesTest {
  private static final long START = 1_790_000_000_123_456L;
  private static final long FRAME = 100_000;
  private static final long TICK = 12;
  private static final long SOUND_TOLERANCE = 130_000;

  @TempDir Path folder;

  @BeforeAll
  static void load() {
    LaneDecoder.preload();
  }

  /** Times of pictures and packets of sound. */
  private static final class Heard implements FilmSink {
    final List<Long> pictures = new ArrayList<>();
    final List<Long> sounds = new ArrayList<>();
    String codec = "";

    @Override
    public void picture(AVFrame frame, long micros) {
      pictures.add(micros);
    }

    @Override
    public void sound(AVPacket packet, AVCodecParameters parameters) {
      sounds.add(packet.pts());
      codec = SoundFormat.of(parameters).name();
    }
  }

  private static Heard read(long from, long to, FilmFile... files) throws IOException {
    Heard heard = new Heard();
    new FilmReader(List.of(files), from, to).read(heard);
    return heard;
  }

  /** Writes all that is read, in that order. */
  private static void copy(Path output, long from, FilmFile... files) throws IOException {
    SoundFormat sound = soundOf(files[0]);
    Copier copier = new Copier(output, sound);
    new FilmReader(List.of(files), from, Long.MAX_VALUE / 4).read(copier);
    copier.finish();
  }

  private static @Nullable SoundFormat soundOf(FilmFile file) throws IOException {
    try (FileDemuxer demuxer = new FileDemuxer(file)) {
      AVCodecParameters sound = demuxer.sound();
      return sound == null ? null : SoundFormat.of(sound);
    }
  }

  private static final class Copier implements FilmSink {
    private final Path output;
    private final @Nullable SoundFormat format;
    private @Nullable FilmWriter writer;

    Copier(Path output, @Nullable SoundFormat format) {
      this.output = output;
      this.format = format;
    }

    @Override
    public void picture(AVFrame frame, long micros) throws IOException {
      FilmWriter open = writer;
      if (open == null) {
        open = new FilmWriter(output, micros, frame, DrawnPlateFilm.RATE, format);
        writer = open;
      }
      open.write(open.show(frame), micros);
    }

    @Override
    public void sound(AVPacket packet, AVCodecParameters parameters) throws IOException {
      if (writer != null) {
        writer.sound(packet);
      }
    }

    void finish() throws IOException {
      FilmWriter open = writer;
      assertThat(open).isNotNull();
      if (open != null) {
        open.finish();
        open.close();
      }
    }
  }

  @Test
  void read_twoSegmentsWithAGap_givesEachPictureItsWallClockInOrder() throws IOException {
    Path one = folder.resolve("one.mp4");
    Path two = folder.resolve("two.mp4");
    DrawnPlateFilm.write(one, 15);
    DrawnPlateFilm.write(two, 10);
    long later = START + 5_000_000;
    Heard heard =
        read(
            START + 7 * FRAME - 5,
            later + 4 * FRAME - 5,
            new FilmFile(one, START),
            new FilmFile(two, later));
    List<Long> expected = new ArrayList<>();
    for (int i = 7; i < 15; i++) {
      expected.add(START + i * FRAME);
    }
    for (int i = 0; i < 4; i++) {
      expected.add(later + i * FRAME);
    }
    assertThat(heard.pictures).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(heard.pictures.get(i) - expected.get(i)).isBetween(-TICK, TICK);
    }
  }

  @Test
  void write_gapInTheMiddle_keepsTheTimesOfPicturesAndSound() throws IOException {
    Path one = folder.resolve("one.mp4");
    DrawnPlateFilm.write(one, 15);
    Path film = folder.resolve("film.mp4");
    copy(film, START, new FilmFile(one, START), new FilmFile(one, START + 5_000_000));
    Heard heard = read(0, Long.MAX_VALUE / 4, new FilmFile(film, 0));
    assertThat(heard.pictures).hasSize(30);
    for (int i = 0; i < 30; i++) {
      long expected = i < 15 ? i * FRAME : 5_000_000 + (i - 15) * FRAME;
      assertThat(heard.pictures.get(i) - expected).isBetween(-TICK, TICK);
    }
    assertThat(heard.codec).isEqualTo("aac");
    assertThat(heard.sounds).anyMatch(at -> at > 6_300_000);
    assertThat(heard.sounds).noneMatch(at -> at > 1_700_000 && at < 4_900_000);
  }

  @Test
  void write_telephoneSound_becomesAacInTime() throws IOException {
    Path source = folder.resolve("source.mov");
    DrawnPlateFilm.write(source, 20, 8000, "pcm_mulaw", "mov");
    Path film = folder.resolve("film.mp4");
    copy(film, START, new FilmFile(source, START));
    Heard heard = read(0, Long.MAX_VALUE / 4, new FilmFile(film, 0));
    assertThat(heard.codec).isEqualTo("aac");
    assertThat(heard.sounds).isSorted();
    assertThat(heard.sounds.getFirst()).isBetween(-SOUND_TOLERANCE, SOUND_TOLERANCE);
    assertThat(heard.sounds.getLast()).isBetween(1_700_000L, 2_100_000L);
  }

  /** What an export hands over: players skip to the exact time, but the group before is there. */
  @Test
  void read_fileThatPlayersBeginLater_tellsWhatLiesBeforeAsWell() throws Exception {
    Path source = folder.resolve("source.mp4");
    Path cut = folder.resolve("cut.mp4");
    DrawnPlateFilm.write(source, 24);
    Process ffmpeg =
        new ProcessBuilder(
                "ffmpeg",
                "-v",
                "error",
                "-ss",
                "1.35",
                "-i",
                source.toString(),
                "-c",
                "copy",
                cut.toString())
            .start();
    assertThat(ffmpeg.waitFor()).isZero();
    Heard heard = read(0, Long.MAX_VALUE / 4, new FilmFile(cut, 0));
    assertThat(heard.pictures).hasSize(14);
    for (int i = 0; i < heard.pictures.size(); i++) {
      assertThat(heard.pictures.get(i) - i * FRAME).isBetween(-TICK, TICK);
    }
    // The cut begins with a packet of the source's time line, which the key frame at 1 s shares.
    long packet = Math.round((heard.sounds.getFirst() + 1_000_000) * 48_000 / 1024e6);
    assertThat(heard.sounds.getFirst() + 1_000_000 - packet * 1024_000_000L / 48_000)
        .isBetween(-TICK, TICK);
    assertThat(heard.sounds.getLast()).isBetween(1_300_000L, 1_450_000L);
  }

  @Test
  void read_fileThatIsGone_saysSo() {
    assertThatThrownBy(() -> read(0, 1, new FilmFile(folder.resolve("gone.mp4"), 0)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("gone.mp4")
        .hasMessageContaining("expired");
  }
}
