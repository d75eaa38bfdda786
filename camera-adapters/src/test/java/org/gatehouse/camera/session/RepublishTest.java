package org.gatehouse.camera.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.gatehouse.camera.Recorder;
import org.gatehouse.camera.RepublishPulls;
import org.gatehouse.camera.UnitStream;
import org.gatehouse.camera.simulator.Sample;
import org.gatehouse.camera.simulator.SoundTrack;
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.contract.camera.CameraAdapter;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.camera.Transport;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.media.AudioFrame;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.Payload;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.VideoCodec;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is given on arrives as it was, at our own client and at ffprobe. */
@Timeout(120)
class RepublishTest {
  private static final StreamId GATE = StreamId.main(new CameraId("gate"));
  private static final long BASE = 1_800_000_000_000_000L;

  @TempDir private Path folder;
  private final Peers peers = new Peers();
  private final RepublishPulls pulls = new RepublishPulls(4, Ticker.system());
  private CameraAdapter adapter;

  @BeforeEach
  void start() {
    adapter = ServiceLoader.load(CameraAdapter.class).findFirst().orElseThrow();
  }

  @AfterEach
  void stop() throws Exception {
    adapter.close();
    pulls.close();
    peers.close();
    assertThat(pulls.loans()).isZero();
  }

  /** The pictures, each with the sound that was heard before it. */
  private static List<AccessUnit> units(VideoTrack video, SoundTrack sound) {
    int rate = sound.format().clockRate();
    List<AccessUnit> units = new ArrayList<>();
    int next = 0;
    for (Sample picture : video.samples()) {
      long micros = BASE + picture.ticks() * 100 / 9;
      List<AudioFrame> heard = new ArrayList<>();
      while (next < sound.samples().size()
          && BASE + sound.samples().get(next).ticks() * 1_000_000 / rate <= micros) {
        Sample frame = sound.samples().get(next);
        long at = BASE + frame.ticks() * 1_000_000 / rate;
        heard.add(new AudioFrame(sound.format(), at, frame.ticks(), 160, frame.data()));
        next++;
      }
      units.add(
          new AccessUnit(
              video.parameters(),
              micros,
              picture.ticks(),
              picture.key(),
              0,
              Payload.of(picture.data()),
              heard));
    }
    return units;
  }

  private List<AccessUnit> pulled(List<AccessUnit> units, Transport transport)
      throws InterruptedException {
    pulls.add(new UnitStream(GATE, units));
    Recorder recorder = new Recorder();
    adapter.open(
        new CameraSpec(
            GATE,
            pulls.url("/gate"),
            RepublishPulls.USER,
            Secret.of(RepublishPulls.PASSWORD),
            transport,
            true,
            Set.of()),
        recorder);
    recorder.awaitClosed();
    assertThat(recorder.refusedLogins()).isZero();
    assertThat(recorder.lostPackets()).isZero();
    return recorder.units();
  }

  /** Twice, for a JPEG comes out of RTP with another header than it had. */
  @ParameterizedTest
  @CsvSource({
    "H264,AAC,TCP",
    "H264,PCMA,UDP",
    "H265,OPUS,TCP",
    "H265,AAC,UDP",
    "MJPEG,PCMU,TCP",
    "MJPEG,OPUS,UDP"
  })
  void pull_everyCodec_arrivesByteForByte(VideoCodec video, AudioCodec sound, Transport transport)
      throws Exception {
    CodedMedia media = new CodedMedia(peers, folder);
    List<AccessUnit> source = units(media.video(video, "320x240"), media.sound(sound));
    List<AccessUnit> once = pulled(source, transport);
    List<AccessUnit> twice = pulled(once, transport);
    assertThat(once).hasSize(CodedMedia.PICTURES);
    assertThat(twice).hasSize(CodedMedia.PICTURES);
    for (int i = 0; i < twice.size(); i++) {
      AccessUnit was = once.get(i);
      AccessUnit is = twice.get(i);
      assertThat(is.payload().copy()).isEqualTo(was.payload().copy());
      assertThat(is.parameters()).isEqualTo(was.parameters());
      assertThat(is.randomAccess()).isEqualTo(was.randomAccess());
      assertThat(is.ticks() - twice.getFirst().ticks())
          .isEqualTo(was.ticks() - once.getFirst().ticks());
    }
    if (video != VideoCodec.MJPEG) {
      assertThat(once.getLast().payload().copy()).isEqualTo(source.getLast().payload().copy());
    }
    assertThat(sound(twice)).hasSizeGreaterThan(5).isEqualTo(sound(once));
    assertThat(pulls.told()).contains("began nvr gate/main " + transport);
  }

  private static List<String> sound(List<AccessUnit> units) {
    return units.stream()
        .flatMap(unit -> unit.audio().stream())
        .map(frame -> frame.format() + " " + java.util.Arrays.hashCode(frame.payload()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"H264,tcp,h264", "H265,tcp,hevc", "H265,udp,hevc", "MJPEG,tcp,mjpeg"})
  void pull_byFfprobe_namesCodecsAndCountsPictures(VideoCodec codec, String carrier, String name)
      throws Exception {
    CodedMedia media = new CodedMedia(peers, folder);
    List<AccessUnit> source = units(media.video(codec, "320x240"), media.sound(AudioCodec.AAC));
    pulls.add(new UnitStream(GATE, source));
    String url = pulls.url("/gate").toString().replace("//", "//nvr:let-me-in@");
    Process probe =
        peers.start(
            List.of(
                "ffprobe",
                "-v",
                "error",
                "-rtsp_transport",
                carrier,
                "-count_packets",
                "-show_entries",
                "stream=codec_name,width,height,sample_rate,nb_read_packets",
                "-of",
                "csv=p=0",
                url));
    String said = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(probe.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said).contains(name + ",320,240," + CodedMedia.PICTURES).contains("aac,48000,");
  }
}
