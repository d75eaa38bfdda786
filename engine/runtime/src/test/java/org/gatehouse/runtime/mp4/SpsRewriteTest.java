package org.gatehouse.runtime.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.runtime.testing.Buffers;
import org.gatehouse.runtime.testing.Ffmpeg;
import org.gatehouse.runtime.testing.Played;
import org.gatehouse.runtime.testing.TestVideo;
import org.gatehouse.runtime.testing.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpsRewriteTest {
  @Test
  void parse_x264High_readsWhatIsNeeded() {
    SequenceParameters parameters = SequenceParameters.parse(Units.SPS);

    assertThat(parameters.profile()).isEqualTo(100);
    assertThat(parameters.chromaFormat()).isEqualTo(1);
    assertThat(parameters.bitDepthLuma()).isEqualTo(8);
    assertThat(parameters.reorderFrames()).isZero();
    assertThat(parameters.reorderDepth()).isZero();
  }

  @Test
  void withoutReordering_setThatSaysSoAlready_isLeftAlone() {
    assertThat(SpsRewrite.withoutReordering(Units.SPS)).isSameAs(Units.SPS);
  }

  @Test
  void withoutReordering_setWithoutVui_saysSoAndKeepsTheRest() {
    byte[] bare = withoutVui(Units.SPS);
    SequenceParameters before = SequenceParameters.parse(bare);
    assertThat(before.restriction()).isEqualTo(-1);
    assertThat(before.reorderFrames()).isEqualTo(SequenceParameters.UNKNOWN);

    SequenceParameters after = SequenceParameters.parse(SpsRewrite.withoutReordering(bare));

    assertThat(after.reorderFrames()).isZero();
    assertThat(after)
        .usingRecursiveComparison()
        .ignoringFields("restriction", "reorderFrames")
        .isEqualTo(before);
  }

  @Test
  void withoutReordering_vuiWithoutRestriction_keepsTheVui() {
    byte[] timed = withoutRestriction(Units.SPS);
    SequenceParameters before = SequenceParameters.parse(timed);
    assertThat(before.reorderFrames()).isEqualTo(SequenceParameters.UNKNOWN);

    byte[] rewritten = SpsRewrite.withoutReordering(timed);

    assertThat(SequenceParameters.parse(rewritten).reorderFrames()).isZero();
    assertThat(SequenceParameters.parse(rewritten).restriction()).isEqualTo(before.restriction());
    byte[] raw = Rbsp.unescape(timed);
    assertThat(Arrays.copyOf(Rbsp.unescape(rewritten), before.restriction() / 8))
        .isEqualTo(Arrays.copyOf(raw, before.restriction() / 8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "67",
        "6764",
        "676400",
        "68ebc3cb22c0",
        "67ffffffffffffffff",
        "6764000c000000"
      })
  void withoutReordering_damagedSet_comesBackAsItIs(String hex) {
    byte[] sps = HexFormat.of().parseHex(hex);

    assertThat(SpsRewrite.withoutReordering(sps)).isSameAs(sps);
    assertThat(SpsRewrite.reorderDepth(sps)).isEqualTo(-1);
  }

  @Test
  void withoutReordering_anyBytes_neverThrows() {
    Random random = new Random(7);
    for (int i = 0; i < 50_000; i++) {
      byte[] sps = Arrays.copyOf(Units.SPS, random.nextInt(1, 40));
      for (int k = random.nextInt(6); k >= 0; k--) {
        sps[random.nextInt(sps.length)] = (byte) random.nextInt();
      }
      byte[] rewritten = SpsRewrite.withoutReordering(sps);
      if (rewritten != sps) {
        assertThat(SequenceParameters.parse(rewritten).reorderFrames()).isZero();
      }
    }
  }

  @Test
  void escape_anyBytes_hasNoStartCodeAndComesBack() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      byte[] raw = new byte[random.nextInt(1, 60)];
      for (int k = 0; k < raw.length; k++) {
        raw[k] = (byte) random.nextInt(5);
      }
      byte[] escaped = Rbsp.escape(raw);
      assertThat(Rbsp.unescape(escaped)).isEqualTo(raw);
      assertThat(HexFormat.ofDelimiter(" ").formatHex(escaped))
          .doesNotContain("00 00 00", "00 00 01", "00 00 02");
    }
  }

  @Test
  void withoutReordering_realStream_ffmpegReadsItSoAndDecodesTheSame(@TempDir Path folder)
      throws IOException {
    Ffmpeg.assumePresent();
    List<AccessUnit> units = TestVideo.encode(folder, "320x180", 25, 2, "-bf", "0");
    ParameterSets real = units.getFirst().parameters();
    byte[] bare = withoutVui(real.sps());
    Path plain = write(folder.resolve("plain.mp4"), units, bare);
    Path rewritten =
        write(folder.resolve("rewritten.mp4"), units, SpsRewrite.withoutReordering(bare));

    assertThat(trace(plain)).doesNotContain("max_num_reorder_frames");
    assertThat(trace(rewritten))
        .containsPattern("max_num_reorder_frames +1 = 0")
        .containsPattern("max_dec_frame_buffering +\\S+ = [1-9]")
        .contains("rbsp_stop_one_bit");
    assertThat(Played.of(rewritten).errors()).isEmpty();
    assertThat(Played.of(rewritten).frames()).isEqualTo(50);
    assertThat(frameHashes(rewritten)).isEqualTo(frameHashes(plain));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "baseline yuv420p",
        "main yuv420p",
        "high yuv420p",
        "high422 yuv422p10le",
        "high444 yuv444p"
      })
  void parse_realProfiles_agreesWithTheEncoder(String names, @TempDir Path folder)
      throws IOException {
    Ffmpeg.assumePresent();
    String[] words = names.split(" ", 2);
    List<AccessUnit> units =
        TestVideo.encode(
            folder,
            "320x240",
            25,
            1,
            "-profile:v",
            words[0],
            "-pix_fmt",
            words[1],
            "-bf",
            "2",
            "-x264-params",
            "nal-hrd=vbr:vbv-maxrate=500:vbv-bufsize=500:overscan=show:sar=4/3");
    byte[] sps = units.getFirst().parameters().sps();

    assertThat(SpsRewrite.reorderDepth(sps)).isEqualTo(words[0].equals("baseline") ? 0 : 2);
    assertThat(SpsRewrite.reorderDepth(withoutRestriction(sps)))
        .isEqualTo(words[0].equals("baseline") ? 0 : -1);
  }

  private static Path write(Path file, List<AccessUnit> units, byte[] sps) throws IOException {
    SampleRun samples = new SampleRun();
    for (AccessUnit unit : units) {
      samples.add(unit.payload(), 0, samples.count() * 3600L, 3600, 0, unit.randomAccess());
    }
    byte[] init = InitSegment.of(units.getFirst().parameters(), sps, Instant.EPOCH);
    ByteBuffer header = ByteBuffer.wrap(new FragmentWriter().header(1, samples));
    byte[] media = Buffers.join(FragmentWriter.gather(header, samples, new SampleRun()));
    Files.write(file, Buffers.join(ByteBuffer.wrap(init), ByteBuffer.wrap(media)));
    return file;
  }

  private static String trace(Path file) {
    return Ffmpeg.run(
        "ffmpeg",
        "-hide_banner",
        "-i",
        file.toString(),
        "-c",
        "copy",
        "-bsf:v",
        "trace_headers",
        "-frames:v",
        "1",
        "-f",
        "null",
        "-");
  }

  private static String frameHashes(Path file) {
    return Ffmpeg.run("ffmpeg", "-v", "error", "-i", file.toString(), "-f", "framemd5", "-");
  }

  private static byte[] withoutVui(byte[] sps) {
    byte[] raw = Rbsp.unescape(sps);
    int vui = SequenceParameters.parse(sps).vui();
    return Rbsp.escape(new BitWriter().copy(raw, vui).bit(0).endRbsp());
  }

  private static byte[] withoutRestriction(byte[] sps) {
    byte[] raw = Rbsp.unescape(sps);
    int restriction = SequenceParameters.parse(sps).restriction();
    return Rbsp.escape(new BitWriter().copy(raw, restriction).bit(0).endRbsp());
  }
}
